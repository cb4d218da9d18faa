import Dispatch
import Foundation
import Platform
import Synchronization

/// Turns Ctrl-C and SIGTERM into the cancellation of a task, so that what it began is taken away again.
enum Interruption {
    /// The status of a command that was interrupted.
    static let status: Int32 = 130

    private static let discards = Mutex<[Int: @Sendable () -> Void]>([:])
    private static let numbers = Atomic(0)

    /// Runs `work`. A signal cancels it, and a second one ends the process at once.
    /// - Throws: `CancellationError` if a signal came before `work` failed, whatever it failed with: what is cancelled
    ///   reports it in many words.
    static func cancelling<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let task = Task { try await work() }
        let sources = [SIGINT, SIGTERM].map { number in
            // The default action would end the process before the work has tidied up.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if task.isCancelled {
                    AtomicFile.discardUnfinished()
                    for discard in discards.withLock({ $0.values.map(\.self) }) { discard() }
                    // Not exit: the main thread may be on its way out, and two of them tear down the libraries at once.
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

    /// Runs `work`; if a second signal ends the process meanwhile, `discard` removes what is half-written.
    static func discarding<Result>(
        _ discard: @escaping @Sendable () -> Void, during work: () async throws -> Result
    ) async rethrows -> Result {
        let number = numbers.add(1, ordering: .relaxed).newValue
        discards.withLock { $0[number] = discard }
        defer { discards.withLock { _ = $0.removeValue(forKey: number) } }
        return try await work()
    }
}
