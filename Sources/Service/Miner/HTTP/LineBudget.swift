import Synchronization

/// Lets so many lines of a log through in a while, and counts the others: who is refused may ask as often as he likes,
/// and must not fill the disk by it.
final class LineBudget: Sendable {
    private struct State {
        var begin = ContinuousClock.now
        var written = 0
        var left = 0
    }

    private let lines: Int
    private let interval: Duration
    private let state = Mutex(State())

    init(lines: Int = 20, every interval: Duration = .seconds(10)) {
        self.lines = lines
        self.interval = interval
    }

    /// How many lines were left out before this one; nil where this one is to be left out too.
    func next(now: ContinuousClock.Instant = .now) -> Int? {
        state.withLock { state in
            if now - state.begin >= interval { (state.begin, state.written) = (now, 0) }
            guard state.written < lines else {
                state.left += 1
                return nil
            }
            state.written += 1
            defer { state.left = 0 }
            return state.left
        }
    }
}
