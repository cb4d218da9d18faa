import Synchronization

/// The moment after which an analysis returns the results it has. Any thread may set it.
public final class Cutoff: Sendable {
    private let state = Mutex(State())

    /// The time that an analysis may still use for ids, shots and teams after that moment.
    static let grace = Duration.seconds(1)

    private struct State {
        var time: ContinuousClock.Instant?
        var actions: [@Sendable () -> Void] = []
    }

    /// Makes a cutoff whose time isn't up.
    public init() {}

    /// Whether the time is up.
    public var isOver: Bool { time != nil }

    /// The time of the call to `end`; `nil` before.
    var time: ContinuousClock.Instant? { state.withLock { $0.time } }

    /// Ends the time. Wakes up stages that wait for bytes or frames. Later calls have no effect.
    public func end() {
        let actions = state.withLock { state in
            if state.time == nil { state.time = .now }
            defer { state.actions = [] }
            return state.actions
        }
        for action in actions { action() }
    }

    /// Runs `action` once the time is up, or at once if it already is.
    public func whenOver(_ action: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if state.time == nil { state.actions.append(action) }
            return state.time != nil
        }
        if isOver { action() }
    }
}
