public import Geometry
public import Tracking

/// What a result of `analyze`, in the subnet's JSON, says of a clip.
public struct ClipObservations: Hashable, Sendable {
    public struct Frame: Hashable, Sendable {
        public var index: Int
        public var objects: [TrackedObject]
        /// In vertex order; `[0, 0]` in the file is `.absent`. Without a confidence of their own, present ones have 1.
        public var keypoints: [Keypoint]

        public init(index: Int, objects: [TrackedObject], keypoints: [Keypoint]) {
            self.index = index
            self.objects = objects
            self.keypoints = keypoints
        }
    }

    /// By frame index.
    public var frames: [Frame]
    /// Seconds.
    public var processingTime: Double?
    /// Pixels of the source frame, where the result says so.
    public var width: Int?
    public var height: Int?

    public init(frames: [Frame], processingTime: Double? = nil, width: Int? = nil, height: Int? = nil) {
        self.frames = frames
        self.processingTime = processingTime
        self.width = width
        self.height = height
    }

    /// The objects of every frame up to the last, for `TrackingSequence`; nothing for a frame the file leaves out.
    public var objectsByFrame: [[TrackedObject]] {
        var objects = [[TrackedObject]](repeating: [], count: (frames.last?.index ?? -1) + 1)
        for frame in frames { objects[frame.index] = frame.objects }
        return objects
    }
}
