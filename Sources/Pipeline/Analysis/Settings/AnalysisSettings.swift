public import Engines

/// Settings for the analysis of a clip. The names are those of the environment variables and flags, in Swift's
/// spelling.
public struct AnalysisSettings: Hashable, Sendable {
    /// The device that runs the model.
    public var device: Device = .auto
    /// The library that runs the model on the processor.
    public var engine: EngineSettings.Library = .openVINO
    /// The number of frames in one run of the model.
    public var batchSize = 1
    /// The stride N: the model analyses every Nth frame. `fill` decides about the frames between.
    public var frameStride = 2
    /// The width of the network's picture, in pixels.
    public var imageSize = 640
    /// The share of a GPU's memory that the model may use, 0 to 1.
    public var graphicsMemoryFraction = 0.9
    /// The number format in which a GPU computes.
    public var graphicsPrecision = GPUSettings.Precision.float16
    /// The largest number of decoded frames that wait for the model.
    public var prefetchFrames = 16
    /// The largest number of threads for decoding and for the model; 0 = one for each core.
    public var cpuThreads = 0
    /// The lowest confidence that an object must reach at least once to be reported, 0 to 1.
    public var confidenceThreshold = 0.3
    /// The largest intersection over union of two boxes of one class, 0 to 1. Boxes that overlap by more are the same
    /// object.
    public var iouThreshold = 0.6
    /// The largest number of objects in a frame.
    public var maxDetections = 100
    /// Whether persons beside the pitch are reported, too.
    public var includesBystanders = false
    /// The time for the whole clip in seconds, kept by widening the stride if necessary; `nil` = no limit.
    public var timeBudget: Double?
    /// The content of the frames between analysed frames.
    public var fill: Fill = .interpolate

    /// Makes the default settings.
    public init() {}

    /// The content of the frames between analysed frames.
    public enum Fill: String, CaseIterable, Sendable {
        /// Boxes and keypoints are interpolated linearly between analysed frames.
        case interpolate
        /// The frames are listed without objects and keypoints.
        case none
    }
}
