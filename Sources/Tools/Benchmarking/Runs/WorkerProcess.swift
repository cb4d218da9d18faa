import Analysis
import Dispatch
public import Foundation
import Platform
import Synchronization

/// Runs jobs in child processes, so that peak memory and failures belong to one setting.
public struct WorkerProcess: Sendable {
    private let executable: URL
    private let arguments: [String]
    private let timeLimit: Double

    /// Describes the child processes.
    ///
    /// - Parameters:
    ///   - executable: The program. Its standard input is a pipe that the parent holds open. The program must exit when
    ///     the pipe closes, so that no child outlives its parent.
    ///   - arguments: The arguments, to which the path of the job's JSON file is appended.
    ///   - timeLimit: The time limit of a run, in seconds.
    public init(executable: URL, arguments: [String], timeLimit: Double) {
        self.executable = executable
        self.arguments = arguments
        self.timeLimit = timeLimit
    }

    /// Runs a job in a child process. Cancelling the task kills the child, or prevents its start.
    ///
    /// - Throws: `CancellationError`, or an error if the child cannot be started. All other errors are part of the
    ///   outcome.
    public func run(_ job: RunJob) async throws -> Result<RunReport, RunFailure> {
        let ending = Ending()
        return try await withTaskCancellationHandler {
            let outcome = try await BlockingWork.run("wait for run") { try perform(job, ending: ending) }
            try Task.checkCancellation()
            return outcome
        } onCancel: {
            ending.cancel()
        }
    }

    private func perform(_ job: RunJob, ending: Ending) throws -> Result<RunReport, RunFailure> {
        let (errors, order) = (job.report + ".stderr", job.report + ".job")
        defer { for path in [errors, order, job.report] { try? FileManager.default.removeItem(atPath: path) } }
        try AtomicFile.write(Array(JSONEncoder().encode(job)), to: order)
        guard FileManager.default.createFile(atPath: errors, contents: nil),
            let errorFile = FileHandle(forWritingAtPath: errors)
        else { throw OutputError(path: errors, reason: "the folder is not writable") }
        defer { try? errorFile.close() }
        let (process, input) = (Process(), Pipe())
        process.executableURL = executable
        process.arguments = arguments + [order]
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errorFile
        process.terminationHandler = { _ in ending.childEnded() }
        try ending.checkCancellation()
        try process.run()
        let isLate = !ending.wait(seconds: timeLimit)
        if process.isRunning {
            // The run is late, or the task is cancelled.
            kill(process.processIdentifier, SIGKILL)
            ending.waitForChild()
        }
        try? input.fileHandleForWriting.close()
        try ending.checkCancellation()
        if isLate { return .failure(RunFailure(.tooLong, "took longer than \(Int(timeLimit)) seconds")) }
        return outcome(of: process, job, errors: errors)
    }

    private func outcome(of process: Process, _ job: RunJob, errors: String) -> Result<RunReport, RunFailure> {
        guard process.terminationReason == .exit, process.terminationStatus == 0,
            let data = FileManager.default.contents(atPath: job.report),
            let report = try? JSONDecoder().decode(RunReport.self, from: data)
        else {
            let signal = process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
            let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            return .failure(.ended(signal: signal, status: process.terminationStatus, errors: text))
        }
        return .success(report)
    }
}

/// Waits for the end of a child or for cancellation, whichever comes first.
private final class Ending: Sendable {
    private let isCancelled = Mutex(false)
    private let something = DispatchSemaphore(value: 0)
    private let child = DispatchSemaphore(value: 0)

    func cancel() {
        isCancelled.withLock { $0 = true }
        something.signal()
    }

    func childEnded() {
        child.signal()
        something.signal()
    }

    func checkCancellation() throws {
        if isCancelled.withLock({ $0 }) { throw CancellationError() }
    }

    /// Blocks until the child has ended or the task is cancelled. Returns `false` if neither happens within the given
    /// seconds.
    func wait(seconds: Double) -> Bool {
        something.wait(timeout: .now() + seconds) == .success
    }

    /// Blocks until the child has ended.
    func waitForChild() {
        child.wait()
    }
}
