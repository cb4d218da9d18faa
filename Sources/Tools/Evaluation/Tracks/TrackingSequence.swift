public import Observations
import Tracking

/// One clip's true tracks beside the found ones.
public struct TrackingSequence: Hashable, Sendable {
    public struct Frame: Hashable, Sendable {
        public var truth: [TrackedBox]
        public var found: [TrackedBox]

        public init(truth: [TrackedBox] = [], found: [TrackedBox] = []) {
            self.truth = truth
            self.found = found
        }
    }

    public var name: String
    /// In order, one for each frame of the clip.
    public var frames: [Frame]

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
