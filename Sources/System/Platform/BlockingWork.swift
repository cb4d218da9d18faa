/// Runs work that blocks (decoding, a model, files, child processes) on a thread of its own, never on Swift's
/// cooperative pool.
///
/// The work stays part of the task that asks for it: `Task.isCancelled`, `Task.checkCancellation()` and task-local
/// values mean in it what they mean in that task.
public enum BlockingWork {
    /// Returns the result of `work`, run on a thread with that name.
    ///
    /// Cancelling the task doesn't end the thread: `work` looks at `Task.isCancelled`, or is woken by whoever cancels.
    /// It runs in a cancelled task, too.
    /// - Throws: what `work` throws.
    public static func run<Result: Sendable>(
        _ name: String, _ work: @Sendable () throws -> Result
    ) async throws -> Result {
        try await withTaskExecutorPreference(ThreadExecutor(name)) { try work() }
    }

    /// Returns the result of `work` as `run` does, but stops waiting as soon as the task is cancelled: for work that can't
    /// be stopped, such as looking up a host's name. The thread then ends by itself some time later.
    /// - Throws: what `work` throws, or `CancellationError`.
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

    /// Starts `work` on a thread with that name and returns at once.
    public static func detach(_ name: String, _ work: @escaping @Sendable () -> Void) {
        NamedThread.start(name, work)
    }
}
