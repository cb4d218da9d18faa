import Foundation

/// Runs each job of a task on a new thread.
final class ThreadExecutor: TaskExecutor {
    private let name: String

    init(_ name: String) {
        self.name = name
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        NamedThread.start(name) { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}

/// A thread that tools such as `top -H`, and the trace of an analysis, show under its name.
enum NamedThread {
    /// Decoders and engines keep large frames on the stack.
    private static let stackBytes = 8 << 20

    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        // On Linux the name is lost if the thread sets it before `start` has returned.
        let isStarted = DispatchSemaphore(value: 0)
        let thread = Thread {
            isStarted.wait()
            Thread.current.name = name
            work()
        }
        thread.stackSize = stackBytes
        thread.start()
        isStarted.signal()
    }
}
