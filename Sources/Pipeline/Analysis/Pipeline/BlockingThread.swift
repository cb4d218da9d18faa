import Dispatch
import Foundation

/// Runs work that blocks (decoding, the model) on a thread of its own, never on Swift's cooperative pool.
public enum BlockingThread {
    /// The result of `work`, run on a thread with that name.
    public static func run<Result: Sendable>(
        _ name: String, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            // On Linux a name is lost unless the thread runs and `start` has returned.
            let started = DispatchSemaphore(value: 0)
            let thread = Thread {
                started.wait()
                Thread.current.name = name
                continuation.resume(with: Swift.Result { try work() })
            }
            // Decoders and engines keep large frames on the stack.
            thread.stackSize = 8 << 20
            thread.start()
            started.signal()
        }
    }
}
