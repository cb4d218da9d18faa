import Foundation
import Synchronization

/// Work that blocks and can't be stopped, such as looking up a name: whoever waits for it can go away.
enum AbandonableWork {
    /// The result of `work`, run on a thread of its own. Cancelling the task ends the waiting at once, not the work.
    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        let waiter = Waiter<Result>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiter.wait(continuation)
                Thread.detachNewThread { waiter.resume(with: Swift.Result { try work() }) }
            }
        } onCancel: {
            waiter.resume(with: .failure(CancellationError()))
        }
    }

    /// Resumes its continuation once, with whichever result comes first.
    private final class Waiter<Result: Sendable>: Sendable {
        private enum State {
            case idle
            case waiting(CheckedContinuation<Result, any Error>)
            case resumed(Swift.Result<Result, any Error>)
        }

        private let state = Mutex(State.idle)

        func wait(_ continuation: CheckedContinuation<Result, any Error>) {
            let early: Swift.Result<Result, any Error>? = state.withLock { state in
                if case .resumed(let result) = state { return result }
                state = .waiting(continuation)
                return nil
            }
            if let early { continuation.resume(with: early) }
        }

        func resume(with result: Swift.Result<Result, any Error>) {
            let continuation: CheckedContinuation<Result, any Error>? = state.withLock { state in
                defer { if case .resumed = state {} else { state = .resumed(result) } }
                if case .waiting(let continuation) = state { return continuation }
                return nil
            }
            continuation?.resume(with: result)
        }
    }
}
