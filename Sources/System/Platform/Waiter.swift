import Synchronization

/// A continuation that is resumed once with the first result, which may arrive before the continuation.
final class Waiter<Value: Sendable>: Sendable {
    private enum State {
        case idle
        case waiting(CheckedContinuation<Value, any Error>)
        case resumed(Result<Value, any Error>)
    }

    private let state = Mutex(State.idle)

    func wait(_ continuation: CheckedContinuation<Value, any Error>) {
        let early: Result<Value, any Error>? = state.withLock { state in
            if case .resumed(let result) = state { return result }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(with: early) }
    }

    /// Resumes the continuation. Later calls have no effect.
    func resume(with result: Result<Value, any Error>) {
        let continuation: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .idle:
                state = .resumed(result)
                return nil
            case .waiting(let continuation):
                state = .resumed(result)
                return continuation
            case .resumed: return nil
            }
        }
        continuation?.resume(with: result)
    }
}
