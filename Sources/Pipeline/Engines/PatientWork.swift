import Foundation

/// Work that may take minutes, with progress messages.
enum PatientWork {
    /// Runs `body` and reports at regular intervals that it is still running. Reports the total time at the end.
    ///
    /// - Parameters:
    ///   - what: the beginning of each message, such as "TensorRT is building an engine".
    ///   - interval: the time between messages, in seconds.
    ///   - onNotice: receives each message.
    static func run<Result>(
        _ what: String, every interval: Double = 15, onNotice: @escaping @Sendable (String) -> Void,
        _ body: () throws -> Result
    ) rethrows -> Result {
        let start = ContinuousClock.now
        let end = DispatchSemaphore(value: 0)
        // The thread isn't one of a pool, because all threads of a pool may be busy.
        Thread.detachNewThread {
            while end.wait(timeout: .now() + interval) == .timedOut {
                onNotice("\(what): \(seconds(since: start)) s so far")
            }
        }
        defer { end.signal() }
        let result = try body()
        onNotice("\(what): done in \(seconds(since: start)) s")
        return result
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Int64 {
        start.duration(to: .now).components.seconds
    }
}
