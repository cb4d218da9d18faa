import Foundation

/// Runs work that blocks (decoding, the model) on a thread of its own, never on Swift's cooperative pool.
public enum BlockingThread {
    /// The result of `work`, run on a thread with that name.
    public static func run<Result: Sendable>(
        _ name: String, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                nameThisThread(name)
                continuation.resume(with: Swift.Result { try work() })
            }
            // Decoders and engines keep large frames on the stack.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// By the system's own call: Foundation's names a thread only once its `start` has returned, which may be later.
    private static func nameThisThread(_ name: String) {
        #if canImport(Darwin)
            pthread_setname_np(name)
        #else
            pthread_setname_np(pthread_self(), String(name.prefix(15)))
        #endif
    }
}
