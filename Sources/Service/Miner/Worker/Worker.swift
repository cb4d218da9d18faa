import ClipWorker
import Foundation

/// A worker that analyses clips for the service, one at a time.
protocol Worker: AnyObject, Sendable {
    /// The id of the worker's process.
    var pid: pid_t { get }
    var greeting: WorkerGreeting { get }
    var isAlive: Bool { get }

    /// Performs a job and returns the reply. Cancelling the task cancels the job.
    ///
    /// - Parameters:
    ///   - job: The job and its deadline.
    ///   - body: The body of the request, for a job that needs it.
    ///   - onProgress: Receives progress reports; runs on the worker's own thread.
    /// - Throws: A `ChallengeFailure`.
    func perform(
        _ job: WorkerJob, body: [UInt8], onProgress: @escaping @Sendable (WorkerProgress) -> Void
    ) async throws -> WorkerReply

    /// Ends the worker at once.
    func stop()

    /// Returns after the worker has ended, for whatever reason.
    func ended() async
}
