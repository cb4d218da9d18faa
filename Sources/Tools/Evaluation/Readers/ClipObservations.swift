import Geometry
public import Observations
import Tracking

/// What a file says of a clip, frame by frame: a result in the subnet's JSON, or the truth of a synthetic clip, which
/// has the same form.
public struct ClipObservations: Hashable, Sendable {
    public struct Frame: Hashable, Sendable {
        public var index: Int
        public var objects: [TrackedObject]
        /// 0, 1 or nil for each of `objects`; empty is nil for all.
        public var teams: [Int?]
        /// In vertex order; `[0, 0]` in the file is `.absent`. Without a confidence of their own, present ones have 1.
        public var keypoints: [Keypoint]

        public init(index: Int, objects: [TrackedObject], teams: [Int?] = [], keypoints: [Keypoint]) {
            self.index = index
            self.objects = objects
            self.teams = teams
            self.keypoints = keypoints
        }

        /// The team of the object at a place in `objects`.
        func team(at place: Int) -> Int? { place < teams.count ? teams[place] : nil }
    }

    /// By frame index.
    public var frames: [Frame]
    /// What the result is of: the clip's file name, where `analyze` was not told another.
    public var challengeID: String?
    /// Seconds.
    public var processingTime: Double?
    /// Pixels of the source frame, where the file says so.
    public var width: Int?
    public var height: Int?

    public init(
        frames: [Frame], challengeID: String? = nil, processingTime: Double? = nil, width: Int? = nil,
        height: Int? = nil
    ) {
        self.frames = frames
        self.challengeID = challengeID
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

    /// Whether any object has a team.
    public var hasTeams: Bool { frames.contains { $0.teams.contains { $0 != nil } } }
}
