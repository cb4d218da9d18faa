import Synchronization

/// Tells work on a thread of its own that its task was cancelled.
final class StopFlag: Sendable {
    private let stored = Mutex(false)

    var value: Bool { stored.withLock { $0 } }

    func set() {
        stored.withLock { $0 = true }
    }
}
