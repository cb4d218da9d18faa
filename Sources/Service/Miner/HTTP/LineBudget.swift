import Synchronization

/// A rate limit for log lines, which also counts the suppressed ones. Clients that are refused can repeat their
/// requests at will and must not be able to fill the disk.
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

    /// Returns how many lines were suppressed before this one, or `nil` if this one must be suppressed too.
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
