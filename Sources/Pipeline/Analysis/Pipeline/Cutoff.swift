import Synchronization

/// The moment after which an analysis answers with what it has, set from any thread.
public final class Cutoff: Sendable {
    private let state = Mutex(State())

    /// What an analysis may still take for ids, shots and teams after the moment.
    static let grace = Duration.seconds(1)

    private struct State {
        var time: ContinuousClock.Instant?
        var actions: [@Sendable () -> Void] = []
    }

    public init() {}

    /// Whether the time is up.
    public var isOver: Bool { time != nil }

    /// When it was up; nil before.
    var time: ContinuousClock.Instant? { state.withLock { $0.time } }

    /// Says that the time is up. Wakes what waits for bytes or pictures.
    public func end() {
        let actions = state.withLock { state in
            if state.time == nil { state.time = .now }
            defer { state.actions = [] }
            return state.actions
        }
        for action in actions { action() }
    }

    /// Runs `action` once the time is up; at once where it is.
    public func whenOver(_ action: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if state.time == nil { state.actions.append(action) }
            return state.time != nil
        }
        if isOver { action() }
    }
}
