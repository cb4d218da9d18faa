public import Analysis

/// The settings of the analysis. `AnalysisSettings` holds the defaults, and `HardwareProfile` the defaults for a GPU.
extension Setting {
    /// The device that runs the model.
    public static let device = Setting(
        "DEVICE", \.analysis.device, .device,
        help: "Where the model runs. A GPU needs 'make setup DEVICE=cuda'.")
    /// The library that runs the model on the processor.
    public static let engine = Setting(
        "ENGINE", \.analysis.engine, .choice,
        help: "The library that runs the model on the processor.")
    /// The number of frames that the model analyses at once.
    public static let batchSize = Setting(
        "BATCH_SIZE", \.analysis.batchSize, .whole(1...256),
        help: "Number of frames that the model analyses at once. The default on a GPU is 8 to 64.")
    /// The distance between analysed frames.
    public static let frameStride = Setting(
        "FRAME_STRIDE", \.analysis.frameStride, .whole(1...30),
        help: "Analyse every Nth frame. The frames in between are interpolated.")
    /// The width of the model's input, in pixels.
    public static let imageSize = Setting(
        "IMG_SIZE", \.analysis.imageSize, .whole(256...1920, multipleOf: 32),
        help: "Width of the model's input, in pixels.")
    /// The share of a GPU's memory that the model may use.
    public static let graphicsMemoryFraction = Setting(
        "GPU_MEMORY_FRACTION", \.analysis.graphicsMemoryFraction, .number(0.05...1),
        help: "Share of a GPU's memory that the model may use.")
    /// The numeric precision of a GPU.
    public static let graphicsPrecision = Setting(
        "GPU_PRECISION", \.analysis.graphicsPrecision, .choice,
        help: "Numeric precision on a GPU.")
    /// The number of decoded frames that may wait for the model.
    public static let prefetchFrames = Setting(
        "PREFETCH_FRAMES", \.analysis.prefetchFrames, .whole(1...512),
        help: "Number of decoded frames that may wait for the model. A GPU that decodes uses more.")
    /// The number of threads for decoding and for the model.
    public static let cpuThreads = Setting(
        "CPU_THREADS", \.analysis.cpuThreads, .whole(0...256, zero: "uses one for each core"),
        help: "Number of threads for decoding and for the model.")
    /// The lowest confidence of an object.
    public static let confidenceThreshold = Setting(
        "CONF_THRESHOLD", \.analysis.confidenceThreshold, .number(0.01...1),
        help: "Lowest confidence that an object must reach in at least one frame.")
    /// The intersection over union above which two boxes count as one object.
    public static let iouThreshold = Setting(
        "IOU_THRESHOLD", \.analysis.iouThreshold, .number(0...1),
        help: "Overlap (intersection over union) above which two boxes of a class count as one object.")
    /// The largest number of objects in a frame.
    public static let maxDetections = Setting(
        "MAX_DETECTIONS", \.analysis.maxDetections, .whole(1...1000),
        help: "Largest number of objects in a frame.")
    /// Whether persons beside the pitch are reported.
    public static let includesBystanders = Setting(
        "INCLUDE_BYSTANDERS", \.analysis.includesBystanders, .flag,
        help: "Report persons beside the pitch, too: substitutes, ball boys, photographers.")
    /// The time limit for a clip, in seconds.
    public static let timeBudget = Setting(
        "TIME_BUDGET_S", \.analysis.timeBudget, .limit(0.1...86400, of: "seconds"),
        help: "Time limit for the whole clip. The stride increases if the machine is too slow.")

    /// The settings of the analysis, in the order of the documentation.
    public static let all: [Setting] = [
        .device, .engine, .batchSize, .frameStride, .imageSize, .graphicsMemoryFraction, .graphicsPrecision,
        .prefetchFrames, .cpuThreads, .confidenceThreshold, .iouThreshold, .maxDetections,
        .includesBystanders, .timeBudget,
    ]
}

extension AnalysisSettings {
    /// All settings and their values as the environment would spell them. ``SettingsResolver`` reads this form.
    public var variables: [(setting: Setting, value: String)] {
        var settings = MinerSettings(model: "")
        settings.analysis = self
        return Setting.all.map { ($0, $0.text(of: settings)) }
    }

    /// The values of `variables`, keyed by the settings' names.
    public var variablesByName: [String: String] {
        Dictionary(uniqueKeysWithValues: variables.map { ($0.setting.name, $0.value) })
    }
}
