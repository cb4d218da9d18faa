import Synchronization

/// The moment after which an analysis answers with what it has, set from any thread.
public final class Cutoff: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isOver = false
        var actions: [@Sendable () -> Void] = []
    }

    public init() {}

    /// Whether the time is up.
    public var isOver: Bool { state.withLock { $0.isOver } }

    /// Says that the time is up. Wakes what waits for bytes or pictures.
    public func end() {
        let actions = state.withLock { state in
            state.isOver = true
            defer { state.actions = [] }
            return state.actions
        }
        for action in actions { action() }
    }

    /// Runs `action` once the time is up; at once where it is.
    public func whenOver(_ action: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if !state.isOver { state.actions.append(action) }
            return state.isOver
        }
        if isOver { action() }
    }
}
