import Analysis
public import Foundation
import Platform
import Synchronization

/// Runs jobs in child processes, so that peak memory, and a failure for lack of it, are each setting's own.
public struct WorkerProcess: Sendable {
    private let executable: URL
    private let arguments: [String]
    private let timeLimit: Double

    /// Describes the children.
    ///
    /// - Parameters:
    ///   - executable: the program. Its standard input is a pipe that the parent holds open: it has to end by itself when
    ///     the pipe is closed, so that no child outlives its parent.
    ///   - arguments: the program's arguments, to which the path of the job, as JSON, is added.
    ///   - timeLimit: seconds after which a run is ended.
    public init(executable: URL, arguments: [String], timeLimit: Double) {
        self.executable = executable
        self.arguments = arguments
        self.timeLimit = timeLimit
    }

    /// Does a job in a child. Cancelling the task ends the child, or keeps it from being started.
    /// - Throws: `CancellationError`, or an error if the child can't be started; everything else is part of the outcome.
    public func run(_ job: RunJob) async throws -> Result<RunReport, RunFailure> {
        let (errors, order) = (job.report + ".stderr", job.report + ".job")
        defer { for path in [errors, order, job.report] { try? FileManager.default.removeItem(atPath: path) } }
        try AtomicFile.write(Array(JSONEncoder().encode(job)), to: order)
        guard FileManager.default.createFile(atPath: errors, contents: nil),
            let errorFile = FileHandle(forWritingAtPath: errors)
        else { throw OutputError(path: errors, reason: "the folder can't be written") }
        defer { try? errorFile.close() }
        try Task.checkCancellation()
        let input = Pipe()
        defer { try? input.fileHandleForWriting.close() }
        let child = try ChildProcess(
            executable.path, arguments + [order],
            streams: .init(input: input.fileHandleForReading.fileDescriptor, errors: errorFile.fileDescriptor))
        let isLate = Atomic(false)
        let timer = Task {
            try await Task.sleep(for: .seconds(timeLimit))
            isLate.store(true, ordering: .relaxed)
            child.signal(SIGKILL)
        }
        defer { timer.cancel() }
        let end = try await withTaskCancellationHandler {
            try await BlockingWork.run("wait for run") { child.wait() }
        } onCancel: {
            child.signal(SIGKILL)
        }
        try Task.checkCancellation()
        if isLate.load(ordering: .relaxed) {
            return .failure(RunFailure(.tooLong, "took longer than \(Int(timeLimit)) seconds"))
        }
        guard end == .exited(0), let data = FileManager.default.contents(atPath: job.report),
            let report = try? JSONDecoder().decode(RunReport.self, from: data)
        else {
            let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            return .failure(.ended(end, errors: text))
        }
        return .success(report)
    }
}
