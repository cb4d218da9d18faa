import Synchronization

/// A flag that signals cancellation to work on another thread.
final class StopFlag: Sendable {
    private let stored = Mutex(false)

    var value: Bool { stored.withLock { $0 } }

    func set() {
        stored.withLock { $0 = true }
    }
}
