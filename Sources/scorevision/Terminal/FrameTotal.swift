import Synchronization

/// The number of frames that a clip announces, set on one thread and read on another.
final class FrameTotal: Sendable {
    private let stored = Mutex<Int?>(nil)

    var value: Int? { stored.withLock { $0 } }

    func set(_ count: Int?) {
        stored.withLock { $0 = count }
    }
}
