import Foundation

/// Runs work that blocks (decoding, the model) on a thread of its own, never on Swift's cooperative pool.
public enum BlockingThread {
    /// The result of `work`, run on a thread with that name.
    public static func run<Result: Sendable>(
        _ name: String, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                // Only a thread that runs can be given a name on Linux.
                Thread.current.name = name
                continuation.resume(with: Swift.Result { try work() })
            }
            // Decoders and engines keep large frames on the stack.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }
}
