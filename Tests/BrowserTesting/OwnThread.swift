import Foundation

/// Runs what blocks on a thread of its own, never on Swift's cooperative pool, and still as a part of the task that asks:
/// what a test expects there is that test's.
public final class OwnThread: TaskExecutor {
    private init() {}

    public static func run<Result: Sendable>(_ work: @Sendable () throws -> Result) async throws -> Result {
        try await withTaskExecutorPreference(OwnThread()) { try work() }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Thread.detachNewThread { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
