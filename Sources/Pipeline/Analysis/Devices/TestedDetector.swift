import Detection
import Synchronization

/// A detector that passed `DeviceCheck`, kept for the clip that comes: on a GPU it took most of a second to make.
final class TestedDetector: Sendable {
    struct Entry {
        let aspect: Double
        let detector: any FrameDetector

        /// Whether it is one for pictures of a width to height ratio: the network's grid can't tell less apart.
        func fits(_ other: Double) -> Bool { abs(aspect - other) < 0.0025 }
    }

    private let entry = Mutex<Entry?>(nil)

    func keep(_ detector: any FrameDetector, aspect: Double) {
        entry.withLock { $0 = Entry(aspect: aspect, detector: detector) }
    }

    /// Gives it away: whoever does not want it lets it go, so that its memory is free for another.
    func take() -> Entry? {
        entry.withLock { entry in
            defer { entry = nil }
            return entry
        }
    }
}
