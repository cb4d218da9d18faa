import Foundation

/// Work that may take minutes, with word of it while it goes on.
enum PatientWork {
    /// Runs `body`, and says every so often that it still goes on, and how long it took where it said so.
    /// - Parameters:
    ///   - what: begins a sentence, "TensorRT builds its engine".
    ///   - interval: seconds.
    static func run<Result>(
        _ what: String, every interval: Double = 15, onNotice: @escaping @Sendable (String) -> Void,
        _ body: () throws -> Result
    ) rethrows -> Result {
        let start = ContinuousClock.now
        let end = DispatchSemaphore(value: 0)
        // A thread of its own: a pool's may all be at work.
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
