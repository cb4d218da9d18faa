public import Geometry
public import Observations
import Tracking

/// The true and the found tracks of one clip.
public struct TrackingSequence: Hashable, Sendable {
    /// The true and the found boxes of one frame.
    public struct Frame: Hashable, Sendable {
        /// The true boxes. Each id occurs at most once.
        public var truth: [TrackedBox]
        /// The found boxes. Each id occurs at most once.
        public var found: [TrackedBox]

        /// Creates a frame.
        public init(truth: [TrackedBox] = [], found: [TrackedBox] = []) {
            self.truth = truth
            self.found = found
        }
    }

    /// The sequence's name.
    public var name: String
    /// The frames in order, one for each frame of the clip.
    public var frames: [Frame]

    /// Creates a sequence from frames.
    public init(name: String, frames: [Frame]) {
        self.name = name
        self.frames = frames
    }

    /// Combines the truth with the boxes that a tracker returned for each frame. Missing frames of the shorter list are
    /// empty.
    public init(name: String, truth: [[TrackedBox]], found: [[TrackedObject]]) {
        self.name = name
        frames = (0..<max(truth.count, found.count)).map { index in
            Frame(
                truth: index < truth.count ? truth[index] : [],
                found: index < found.count ? found[index].map(TrackedBox.init) : [])
        }
    }
}

/// A box and the id of its track.
public struct TrackedBox: Hashable, Sendable {
    /// The track's id.
    public var id: Int
    /// The box in pixels of the source frame.
    public var box: Box

    /// Creates a box with an id.
    public init(id: Int, box: Box) {
        self.id = id
        self.box = box
    }

    /// Creates a box with the id of a tracked object.
    public init(_ object: TrackedObject) {
        self.init(id: object.id, box: object.detection.box)
    }
}
