import Synchronization

/// The state of a reader that other threads may change while it works.
final class ReadControl: Sendable {
    private let cancelled = Atomic(false)
    private let currentStride: Atomic<Int>

    init(stride: Int) { currentStride = Atomic(stride) }

    var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    func cancel() { cancelled.store(true, ordering: .relaxed) }

    var stride: Int {
        get { currentStride.load(ordering: .relaxed) }
        set { currentStride.store(max(1, newValue), ordering: .relaxed) }
    }
}
