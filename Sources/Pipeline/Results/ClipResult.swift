import Geometry
public import Media
public import Observations
public import Pitch

/// What is known of a clip: every frame of it, and how it was found.
public struct ClipResult: Sendable {
    public var challengeID: String
    /// One for every frame of the clip, in order; `frames[i].index == i`.
    public var frames: [FrameResult]
    public var clip: ClipFacts
    public var settings: UsedSettings
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

    /// The settings that shaped the result.
    public struct UsedSettings: Hashable, Sendable {
        /// The model saw every Nth frame.
        public var frameStride: Int
        /// Frames given to the model at once.
        public var batchSize: Int
        /// Width of the picture that the model saw, in pixels.
        public var imageSize: Int
        /// What the frames between analysed ones hold: `interpolate` or `none`.
        public var fill: String

        public init(frameStride: Int, batchSize: Int, imageSize: Int, fill: String) {
            self.frameStride = frameStride
            self.batchSize = batchSize
            self.imageSize = imageSize
            self.fill = fill
        }
    }

    public init(
        challengeID: String, frames: [FrameResult], clip: ClipFacts, settings: UsedSettings, model: String,
        processingTime: Double, timings: StageTimings, strides: [StrideSpan], shots: [ShotSpan], isCutOff: Bool = false
    ) {
        self.challengeID = challengeID
        self.frames = frames
        self.clip = clip
        self.settings = settings
        self.model = model
        self.processingTime = processingTime
        self.timings = timings
        self.strides = strides
        self.shots = shots
        self.isCutOff = isCutOff
    }

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
