public import Geometry
public import Media
public import Pitch
public import Tracking

/// What is known of a clip: every frame of it, and how it was found.
public struct ClipResult: Sendable {
    public var challengeID: String
    /// One for every frame of the clip, in order; `frames[i].index == i`.
    public var frames: [FrameResult]
    public var clip: ClipFacts
    public var settings: AnalysisSettings
    /// The model package's name and version.
    public var model: String
    /// Seconds from the start of the analysis to its end.
    public var processingTime: Double
    public var timings: StageTimings
    /// Which stride was used where, in the order of the frames.
    public var strides: [StrideSpan]
    /// Which frames one camera filmed without a break, in their order; at least one.
    public var shots: [ShotSpan]
    /// Whether the time was up before the clip's end, so that later frames are missing.
    public var isCutOff = false

    /// What the container and the decoder said of the clip.
    public struct ClipFacts: Hashable, Sendable {
        public var width: Int
        public var height: Int
        /// Frames per second, on average.
        public var frameRate: Double
        public var codec: String
        /// How it ended; nil while it is being read.
        public var ending: ClipEnding?

        public init(width: Int, height: Int, frameRate: Double, codec: String, ending: ClipEnding? = nil) {
            self.width = width
            self.height = height
            self.frameRate = frameRate
            self.codec = codec
            self.ending = ending
        }

        /// Whether what is there is not the whole clip.
        public var endedEarly: Bool { ending?.endedEarly ?? false }
    }
}

extension ClipResult {
    /// Where the pitch is in a frame's picture, nil where too little of it is known.
    ///
    /// Between analysed frames it is worked out here from the interpolated keypoints: most users of a result want none
    /// of it, and it would be half the work that follows the last picture.
    public func pitch(at index: Int) -> PitchView? {
        let frame = frames[index]
        return frame.pitch ?? PitchView.estimate(keypoints: frame.keypoints, width: clip.width, height: clip.height)
    }
}

/// What is known of one frame.
public struct FrameResult: Sendable {
    /// The frame's place in presentation order, from 0.
    public var index: Int
    public var objects: [TrackedObject]
    /// 32, in vertex order, in source pixels; or empty, where the model does not find the pitch.
    public var keypoints: [Keypoint]
    /// Where the pitch is in the picture, where the model has looked and enough of it was seen; for the frames between
    /// see `ClipResult.pitch(at:)`.
    public var pitch: PitchView?

    public init(index: Int, objects: [TrackedObject], keypoints: [Keypoint], pitch: PitchView? = nil) {
        self.index = index
        self.objects = objects
        self.keypoints = keypoints
        self.pitch = pitch
    }
}
