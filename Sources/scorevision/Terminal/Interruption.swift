import Dispatch
import Foundation
import Platform
import Synchronization

/// Turns Ctrl-C and SIGTERM into the cancellation of a task, so that the task removes its unfinished files.
enum Interruption {
    /// The exit status of an interrupted command.
    static let status: Int32 = 130

    private static let discards = Mutex<[Int: @Sendable () -> Void]>([:])
    private static let numbers = Atomic(0)

    /// Runs `work`. A signal cancels it, and a second one ends the process at once.
    ///
    /// - Throws: The error of `work`, or `CancellationError` if a signal arrived before `work` failed, because
    ///   cancelled work may throw any error.
    static func cancelling<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await work() }
        let sources = [SIGINT, SIGTERM].map { number in
            // The default action would end the process before the work can clean up.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if task.isCancelled {
                    AtomicFile.discardUnfinished()
                    for discard in discards.withLock({ $0.values.map(\.self) }) { discard() }
                    // `exit` is not safe here: the main thread may be exiting too, and both would tear down the
                    // libraries at the same time.
                    _exit(128 + number)
                }
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        do {
            return try await task.value
        } catch {
            throw task.isCancelled ? CancellationError() : error
        }
    }

    /// Runs `work`. If a second signal ends the process meanwhile, `discard` removes unfinished output.
    static func discarding<Result>(
        _ discard: @escaping @Sendable () -> Void, during work: () async throws -> Result
    ) async rethrows -> Result {
        let number = numbers.add(1, ordering: .relaxed).newValue
        discards.withLock { $0[number] = discard }
        defer { discards.withLock { _ = $0.removeValue(forKey: number) } }
        return try await work()
    }
}
