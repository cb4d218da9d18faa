import Geometry
public import Media
public import Observations
public import Pitch

/// The result of analysing a clip: every frame, and how it was analysed.
public struct ClipResult: Sendable {
    /// The id of the challenge, or another name for the clip.
    public var challengeID: String
    /// The results of every frame of the clip, in order; `frames[i].index == i`.
    public var frames: [FrameResult]
    /// The properties of the clip.
    public var clip: ClipFacts
    /// The settings that shaped the result.
    public var settings: UsedSettings
    /// The model package's name and version.
    public var model: String
    /// The time from the start to the end of the analysis, in seconds.
    public var processingTime: Double
    /// The working time of each stage.
    public var timings: StageTimings
    /// The strides of the analysis, in order of the frames.
    public var strides: [StrideSpan]
    /// The shots of the clip, in order; at least one.
    public var shots: [ShotSpan]
    /// Whether the time was up before the clip's end, so that later frames are missing.
    public var isCutOff = false

    /// The settings that shaped the result.
    public struct UsedSettings: Hashable, Sendable {
        /// The stride N: the model analysed every Nth frame.
        public var frameStride: Int
        /// The number of frames in one run of the model.
        public var batchSize: Int
        /// The width of the network's picture, in pixels.
        public var imageSize: Int
        /// The content of the frames between analysed ones: `interpolate` or `none`.
        public var fill: String

        /// Makes the settings that shaped a result.
        public init(frameStride: Int, batchSize: Int, imageSize: Int, fill: String) {
            self.frameStride = frameStride
            self.batchSize = batchSize
            self.imageSize = imageSize
            self.fill = fill
        }
    }

    /// Makes a result.
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

    /// The properties of a clip, from its container and its decoder.
    public struct ClipFacts: Hashable, Sendable {
        /// The width of a frame, in pixels.
        public var width: Int
        /// The height of a frame, in pixels.
        public var height: Int
        /// The average frame rate, in frames per second.
        public var frameRate: Double
        /// FFmpeg's name of the codec, such as `h264`.
        public var codec: String
        /// How the clip ended; `nil` while it is being read.
        public var ending: ClipEnding?

        /// Makes the properties of a clip.
        public init(width: Int, height: Int, frameRate: Double, codec: String, ending: ClipEnding? = nil) {
            self.width = width
            self.height = height
            self.frameRate = frameRate
            self.codec = codec
            self.ending = ending
        }

        /// Whether frames are missing at the end of the clip.
        public var endedEarly: Bool { ending?.endedEarly ?? false }
    }
}

extension ClipResult {
    /// Returns the camera view of a frame; `nil` if too little of the pitch is known.
    ///
    /// Between analysed frames, the view is computed here from the interpolated keypoints. Most users of a result don't
    /// need these views, and computing all of them would double the work after the last frame.
    public func pitch(at index: Int) -> PitchView? {
        let frame = frames[index]
        return frame.pitch ?? PitchView.estimate(keypoints: frame.keypoints, width: clip.width, height: clip.height)
    }
}

/// The result of one frame.
public struct FrameResult: Sendable {
    /// The frame index: the place in presentation order, from 0.
    public var index: Int
    /// The objects in the frame.
    public var objects: [TrackedObject]
    /// The 32 keypoints in vertex order, in source pixels; empty if the model doesn't look for the pitch.
    public var keypoints: [Keypoint]
    /// The camera view if the frame was analysed and enough of the pitch was visible. For other frames, see
    /// `ClipResult.pitch(at:)`.
    public var pitch: PitchView?

    /// Makes the result of a frame.
    public init(index: Int, objects: [TrackedObject], keypoints: [Keypoint], pitch: PitchView? = nil) {
        self.index = index
        self.objects = objects
        self.keypoints = keypoints
        self.pitch = pitch
    }
}
