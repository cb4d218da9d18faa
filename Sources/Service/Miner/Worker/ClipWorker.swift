import Foundation

/// What analyses clips for the service, one at a time.
protocol ClipWorker: AnyObject, Sendable {
    /// The number of its process.
    var pid: pid_t { get }
    var greeting: WorkerGreeting { get }
    var isAlive: Bool { get }

    /// The answer to a job. Cancelling the task stops it. Throws a `MinerFailure`.
    /// - Parameter body: what came with the request, for a job that needs it.
    func perform(
        _ job: WorkerJob, body: [UInt8], onProgress: @escaping @Sendable (WorkerProgress) -> Void
    ) async throws -> WorkerReply

    /// Ends it.
    func stop()

    /// Returns once it has ended, whyever.
    func ended() async
}
