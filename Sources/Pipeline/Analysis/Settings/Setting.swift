/// A setting by its name in the environment, and what it allows.
public struct Setting: Hashable, Sendable {
    /// The environment variable, `BATCH_SIZE`.
    public let name: String
    /// What a value may be, as an error says it.
    public let allowed: String

    public init(name: String, allowed: String) {
        self.name = name
        self.allowed = allowed
    }

    /// The flag, `--batch-size`.
    public var flag: String { "--" + name.lowercased().replacing("_", with: "-") }

    public static let device = Setting(name: "DEVICE", allowed: "auto, cpu, cuda, cuda:1, cuda:0,1 or mps")
    public static let engine = Setting(name: "ENGINE", allowed: "openvino or onnxruntime")
    public static let batchSize = Setting(name: "BATCH_SIZE", allowed: "a whole number from 1 to 256")
    public static let frameStride = Setting(name: "FRAME_STRIDE", allowed: "a whole number from 1 to 30")
    public static let imageSize = Setting(name: "IMG_SIZE", allowed: "a multiple of 32 from 256 to 1920")
    public static let graphicsMemoryFraction = Setting(
        name: "GPU_MEMORY_FRACTION", allowed: "a number from 0.05 to 1")
    public static let graphicsPrecision = Setting(name: "GPU_PRECISION", allowed: "fp16 or fp32")
    public static let prefetchFrames = Setting(name: "PREFETCH_FRAMES", allowed: "a whole number from 1 to 512")
    public static let cpuThreads = Setting(
        name: "CPU_THREADS", allowed: "a whole number from 0 to 256, 0 for one a core")
    public static let confidenceThreshold = Setting(name: "CONF_THRESHOLD", allowed: "a number from 0.01 to 1")
    public static let iouThreshold = Setting(name: "IOU_THRESHOLD", allowed: "a number from 0 to 1")
    public static let maxDetections = Setting(name: "MAX_DETECTIONS", allowed: "a whole number from 1 to 1000")
    public static let timeBudget = Setting(
        name: "TIME_BUDGET_S", allowed: "a number of seconds from 0.1, or 0 for none")

    /// All of them, in the order of the documentation.
    public static let all: [Setting] = [
        .device, .engine, .batchSize, .frameStride, .imageSize, .graphicsMemoryFraction, .graphicsPrecision,
        .prefetchFrames,
        .cpuThreads, .confidenceThreshold, .iouThreshold, .maxDetections, .timeBudget,
    ]
}
