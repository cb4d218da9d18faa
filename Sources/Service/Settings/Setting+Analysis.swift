public import Analysis

/// How a clip is analysed. `AnalysisSettings` holds the defaults, `HardwareProfile` those of a GPU.
extension Setting {
    public static let device = Setting(
        "DEVICE", \.analysis.device, .device,
        help: "Where the model runs. A GPU needs 'make setup DEVICE=cuda'.")
    public static let engine = Setting(
        "ENGINE", \.analysis.engine, .choice,
        help: "The library that runs the model on the processor.")
    public static let batchSize = Setting(
        "BATCH_SIZE", \.analysis.batchSize, .whole(1...256),
        help: "Frames that the model gets at once. The default on a GPU is 8 to 64, by its memory.")
    public static let frameStride = Setting(
        "FRAME_STRIDE", \.analysis.frameStride, .whole(1...30),
        help: "Analyse every Nth frame. The frames between are interpolated.")
    public static let imageSize = Setting(
        "IMG_SIZE", \.analysis.imageSize, .whole(256...1920, multipleOf: 32),
        help: "Width of the picture that the model sees, in pixels.")
    public static let graphicsMemoryFraction = Setting(
        "GPU_MEMORY_FRACTION", \.analysis.graphicsMemoryFraction, .number(0.05...1),
        help: "Share of a GPU's memory that the model may take.")
    public static let graphicsPrecision = Setting(
        "GPU_PRECISION", \.analysis.graphicsPrecision, .choice,
        help: "Precision in which a GPU computes.")
    public static let prefetchFrames = Setting(
        "PREFETCH_FRAMES", \.analysis.prefetchFrames, .whole(1...512),
        help: "Decoded frames that may wait for the model. A GPU that decodes takes more.")
    public static let cpuThreads = Setting(
        "CPU_THREADS", \.analysis.cpuThreads, .whole(0...256, zero: "uses one for each core"),
        help: "Threads for decoding and for the model.")
    public static let confidenceThreshold = Setting(
        "CONF_THRESHOLD", \.analysis.confidenceThreshold, .number(0.01...1),
        help: "Confidence that an object must reach in some frame.")
    public static let iouThreshold = Setting(
        "IOU_THRESHOLD", \.analysis.iouThreshold, .number(0...1),
        help: "Overlap (intersection over union) above which two boxes of a class are one object.")
    public static let maxDetections = Setting(
        "MAX_DETECTIONS", \.analysis.maxDetections, .whole(1...1000),
        help: "Most objects in a frame.")
    public static let includesBystanders = Setting(
        "INCLUDE_BYSTANDERS", \.analysis.includesBystanders, .flag,
        help: "Report persons beside the pitch, too: substitutes, ball boys, photographers.")
    public static let timeBudget = Setting(
        "TIME_BUDGET_S", \.analysis.timeBudget, .limit(0.1...86400, of: "seconds"),
        help: "Time for the whole clip. The stride widens where the machine needs it.")

    /// The settings of the analysis, in the order of the documentation.
    public static let all: [Setting] = [
        .device, .engine, .batchSize, .frameStride, .imageSize, .graphicsMemoryFraction, .graphicsPrecision,
        .prefetchFrames, .cpuThreads, .confidenceThreshold, .iouThreshold, .maxDetections,
        .includesBystanders, .timeBudget,
    ]
}

extension AnalysisSettings {
    /// Every setting with its value as the environment would spell it; ``SettingsResolver`` reads them back.
    public var variables: [(setting: Setting, value: String)] {
        var settings = MinerSettings(model: "")
        settings.analysis = self
        return Setting.all.map { ($0, $0.text(of: settings)) }
    }

    /// The same by the settings' names.
    public var variablesByName: [String: String] {
        Dictionary(uniqueKeysWithValues: variables.map { ($0.setting.name, $0.value) })
    }
}
