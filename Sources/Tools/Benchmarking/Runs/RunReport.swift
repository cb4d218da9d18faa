/// What a child process tells of its run.
public struct RunReport: Hashable, Sendable, Codable {
    /// Seconds to load the model and to warm up: not part of the run.
    public var startSeconds: Double
    /// Seconds from the opening of the clip to the encoded result.
    public var seconds: Double
    /// Processor time of all threads in those seconds.
    public var cpuSeconds: Double
    /// The most memory that the process ever held, in bytes.
    public var peakMemory: Int
    /// The most memory that the GPUs of the run used beyond what they did before it, in bytes; nil without one.
    public var peakGraphicsMemory: Int?
    /// Frames of the clip that were answered.
    public var clipFrames: Int
    /// Frames that the model saw.
    public var processedFrames: Int
    /// Seconds that each stage worked; stages overlap.
    public var stages: [String: Double]

    public init(
        startSeconds: Double, seconds: Double, cpuSeconds: Double, peakMemory: Int,
        peakGraphicsMemory: Int? = nil, clipFrames: Int, processedFrames: Int, stages: [String: Double]
    ) {
        self.startSeconds = startSeconds
        self.seconds = seconds
        self.cpuSeconds = cpuSeconds
        self.peakMemory = peakMemory
        self.peakGraphicsMemory = peakGraphicsMemory
        self.clipFrames = clipFrames
        self.processedFrames = processedFrames
        self.stages = stages
    }
}
