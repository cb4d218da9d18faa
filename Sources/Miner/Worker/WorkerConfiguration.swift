/// What a worker process is told once, when it starts.
struct WorkerConfiguration: Codable, Sendable, Hashable {
    var model: String
    /// Settings of the analysis by their names in the environment.
    var settings: [String: String]
    var allowedHosts: [String]
    var allowsPrivateHosts: Bool
    var maxClipMegabytes: Int
    var memoryMegabytes: Int
    /// The picture that has to be answered right before the worker counts as ready.
    var knownPicture: String?

    /// Open files at once: the clip, its connections, the model's cache.
    static let openFiles: UInt64 = 256
    /// Bytes that a file may have beyond the largest clip.
    static let fileSlack: UInt64 = 1 << 20
}

extension WorkerConfiguration {
    init(_ settings: MinerSettings) {
        model = settings.model
        self.settings = settings.analysis.variables
        allowedHosts = settings.allowedHosts
        allowsPrivateHosts = settings.allowsPrivateHosts
        maxClipMegabytes = settings.maxClipMegabytes
        memoryMegabytes = settings.workerMemoryMegabytes
        knownPicture = KnownPicture.bundled
    }
}
