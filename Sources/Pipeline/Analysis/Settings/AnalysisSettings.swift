public import Engines

/// How a clip is analysed. The names are those of the environment variables and flags, in Swift's spelling.
public struct AnalysisSettings: Hashable, Sendable {
    /// Where the model runs.
    public var device: Device = .auto
    /// The library that runs the model where that is the processor.
    public var engine: EngineSettings.Library = .openVINO
    /// Frames given to the model at once.
    public var batchSize = 1
    /// Every how many frames one is analysed; the others are answered by interpolation.
    public var frameStride = 2
    /// The width of the picture that the model sees, in pixels.
    public var imageSize = 640
    /// Of a GPU's memory, the share that the model may take.
    public var graphicsMemoryFraction = 0.9
    /// The number formats that a GPU may compute in.
    public var graphicsPrecision = GPUSettings.Precision.float16
    /// Decoded frames that may wait for the model.
    public var prefetchFrames = 16
    /// Threads for decoding and for the model; 0 = one for each core.
    public var cpuThreads = 0
    /// Objects that never reach this confidence are not reported.
    public var confidenceThreshold = 0.3
    /// Boxes of one class that overlap more than this are one object.
    public var iouThreshold = 0.6
    /// At most so many objects in a frame.
    public var maxDetections = 100
    /// Whether persons beside the pitch are reported, too.
    public var includesBystanders = false
    /// Seconds in which the whole clip is to be answered, by a wider stride where the machine needs it; nil = as long as
    /// it takes.
    public var timeBudget: Double?
    /// What becomes of the frames between those analysed.
    public var fill: Fill = .interpolate

    public init() {}

    /// What becomes of the frames between those analysed.
    public enum Fill: String, CaseIterable, Sendable {
        /// Boxes and keypoints move evenly from one analysed frame to the next.
        case interpolate
        /// They are listed, with nothing in them.
        case none
    }
}
