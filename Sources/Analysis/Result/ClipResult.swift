public import Geometry
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
    /// Frames that the model saw; the others are interpolated.
    public var analysedFrames: Int

    /// What the container and the decoder said of the clip.
    public struct ClipFacts: Hashable, Sendable {
        public var width: Int
        public var height: Int
        /// Frames per second, on average.
        public var frameRate: Double
        public var codec: String
        /// Set where the clip ends before its container says: how many frames are missing, as far as that is known.
        public var missingFrames: Int?
        /// Packets that could not be decoded.
        public var damagedPackets: Int

        public init(
            width: Int, height: Int, frameRate: Double, codec: String, missingFrames: Int? = nil,
            damagedPackets: Int = 0
        ) {
            self.width = width
            self.height = height
            self.frameRate = frameRate
            self.codec = codec
            self.missingFrames = missingFrames
            self.damagedPackets = damagedPackets
        }

        /// Whether what is there is not the whole clip.
        public var endsEarly: Bool { missingFrames != nil }
    }
}

/// What is known of one frame.
public struct FrameResult: Sendable {
    /// The frame's place in presentation order, from 0.
    public var index: Int
    public var objects: [TrackedObject]
    /// 32, in vertex order, in source pixels; or empty, where the model does not find the pitch.
    public var keypoints: [Keypoint]
    /// Image pixels to metres on the pitch, where enough of the pitch was seen.
    public var homography: Homography?

    public init(index: Int, objects: [TrackedObject], keypoints: [Keypoint], homography: Homography? = nil) {
        self.index = index
        self.objects = objects
        self.keypoints = keypoints
        self.homography = homography
    }

    /// Where a person stands on the pitch, in metres; nil for what is not on the ground or where the pitch is not known.
    public func position(of object: TrackedObject) -> Point? {
        guard let homography else { return nil }
        let foot = object.detection.objectClass == .ball ? object.detection.box.center : object.detection.box.foot
        return homography.apply(foot)
    }
}
