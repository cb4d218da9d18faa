/// A runner for blocking work (decoding, a model, files, child processes) on a thread of its own, never on Swift's
/// cooperative pool.
///
/// The work remains part of the task that requests it: `Task.isCancelled`, `Task.checkCancellation()` and task-local
/// values work as in that task.
public enum BlockingWork {
    /// Returns the result of `work`, run on a thread of that name.
    ///
    /// Cancelling the task doesn't end the thread. `work` must check `Task.isCancelled`, or the code that cancels must
    /// wake it. It also runs in a task that is already cancelled.
    ///
    /// - Throws: the error of `work`.
    public static func run<Result: Sendable>(
        _ name: String, _ work: @Sendable () throws -> Result
    ) async throws -> Result {
        try await withTaskExecutorPreference(ThreadExecutor(name)) { try work() }
    }

    /// Returns the result of `work` as `run` does, but stops waiting as soon as the task is cancelled.
    ///
    /// Use it for work that can't be stopped, such as looking up a host name. The thread then ends by itself later.
    ///
    /// - Throws: the error of `work`, or `CancellationError` if the task is cancelled.
    public static func runAbandonably<Result: Sendable>(
        _ name: String, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        let waiter = Waiter<Result>()
        let task = Task(executorPreference: ThreadExecutor(name)) {
            waiter.resume(with: Swift.Result { try work() })
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter.wait($0) }
        } onCancel: {
            task.cancel()
            waiter.resume(with: .failure(CancellationError()))
        }
    }

    /// Starts `work` on a thread of that name and returns at once.
    public static func detach(_ name: String, _ work: @escaping @Sendable () -> Void) {
        NamedThread.start(name, work)
    }
}
