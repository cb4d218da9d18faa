import Foundation

/// A task executor that runs each job on a new thread.
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

/// A thread whose name is visible in tools such as `top -H` and in the trace of an analysis.
enum NamedThread {
    /// The stack size. Decoders and engines have large stack frames.
    private static let stackBytes = 8 << 20

    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        // On Linux, a name that the thread sets before `start` has returned is lost.
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
