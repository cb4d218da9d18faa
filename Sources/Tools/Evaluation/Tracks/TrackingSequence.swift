public import Geometry
public import Observations
import Tracking

/// One clip's true tracks beside the found ones.
public struct TrackingSequence: Hashable, Sendable {
    /// The true and the found boxes of one frame.
    public struct Frame: Hashable, Sendable {
        /// The true boxes, each id once.
        public var truth: [TrackedBox]
        /// The found boxes, each id once.
        public var found: [TrackedBox]

        /// Makes a frame.
        public init(truth: [TrackedBox] = [], found: [TrackedBox] = []) {
            self.truth = truth
            self.found = found
        }
    }

    /// The sequence's name.
    public var name: String
    /// In order, one for each frame of the clip.
    public var frames: [Frame]

    /// Makes a sequence of frames.
    public init(name: String, frames: [Frame]) {
        self.name = name
        self.frames = frames
    }

    /// Puts side by side what a tracker gave for each frame and the truth; the shorter list is filled with nothing.
    public init(name: String, truth: [[TrackedBox]], found: [[TrackedObject]]) {
        self.name = name
        frames = (0..<max(truth.count, found.count)).map { index in
            Frame(
                truth: index < truth.count ? truth[index] : [],
                found: index < found.count ? found[index].map(TrackedBox.init) : [])
        }
    }
}

/// A box with the id of its object: all that tracking is measured by.
public struct TrackedBox: Hashable, Sendable {
    /// The track's id.
    public var id: Int
    /// Pixels of the source frame.
    public var box: Box

    /// Makes a box with an id.
    public init(id: Int, box: Box) {
        self.id = id
        self.box = box
    }

    /// Takes box and id of a tracked object.
    public init(_ object: TrackedObject) {
        self.init(id: object.id, box: object.detection.box)
    }
}
