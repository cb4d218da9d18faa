import Analysis
import Settings

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
    /// Whether the model may run on a GPU.
    var usesGraphics = false

    /// Open files at once: the clip, its connections, the model's cache.
    static let openFiles: UInt64 = 256
    /// Bytes that a file may have beyond the largest clip.
    static let fileSlack: UInt64 = 1 << 20
    private static let leastMemoryFraction = 0.05

    /// Seconds that a worker has until it can work: TensorRT may have to build its engines first.
    var patience: Double { usesGraphics ? 1800 : 60 }
}

extension WorkerConfiguration {
    init(_ settings: MinerSettings) {
        model = settings.model
        var analysis = settings.analysis
        // Each worker has its own share of a GPU, and each of its models a part of that.
        let models = max(1, settings.maxConcurrent) * WarmDetector.Shape.allCases.count
        analysis.graphicsMemoryFraction = max(
            Self.leastMemoryFraction, analysis.graphicsMemoryFraction / Double(models))
        self.settings = analysis.variablesByName
        usesGraphics =
            switch analysis.device {
            case .cpu: false
            case .cuda, .mps: true
            case .auto: HardwareProfile.choose(for: .auto).profile.device != .cpu
            }
        allowedHosts = settings.allowedHosts
        allowsPrivateHosts = settings.allowsPrivateHosts
        maxClipMegabytes = settings.maxClipMegabytes
        memoryMegabytes = settings.workerMemoryMegabytes
        knownPicture = KnownPicture.bundled
    }
}
