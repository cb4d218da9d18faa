import Analysis
package import Settings

/// The configuration that a worker process receives once, when it starts.
package struct WorkerConfiguration: Codable, Sendable, Hashable {
    var model: String
    /// The settings of the analysis, keyed by their names in the environment.
    var settings: [String: String]
    var allowedHosts: [String]
    var allowsPrivateHosts: Bool
    var maxClipMegabytes: Int
    var memoryMegabytes: Int
    /// The path of the picture that the worker must analyse correctly before it counts as ready; `nil` skips the check.
    var knownPicture: String?
    /// Whether the model may run on a GPU.
    var usesGraphics = false

    /// The number of files a worker may open: the clip, its connections and the model's cache.
    static let openFiles: UInt64 = 256
    /// The margin above the largest clip that a file may have, in bytes.
    static let fileSlack: UInt64 = 1 << 20
    private static let leastMemoryFraction = 0.05

    /// How long a worker may take to become ready, in seconds. With a GPU it may first have to build TensorRT engines.
    package var patience: Double { usesGraphics ? 1800 : 60 }
}

extension WorkerConfiguration {
    /// Creates the configuration of every worker of a service.
    package init(_ settings: MinerSettings) {
        model = settings.model
        var analysis = settings.analysis
        // The workers share the GPU equally, and each worker divides its share among its models.
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
