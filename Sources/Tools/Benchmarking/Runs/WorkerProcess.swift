import Analysis
public import Foundation
import Platform

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
        let (errors, order) = (job.report + ".stderr", job.report + ".job")
        defer { for path in [errors, order, job.report] { try? FileManager.default.removeItem(atPath: path) } }
        try AtomicFile.write(Array(JSONEncoder().encode(job)), to: order)
        guard FileManager.default.createFile(atPath: errors, contents: nil),
            let errorFile = FileHandle(forWritingAtPath: errors)
        else { throw OutputError(path: errors, reason: "the folder is not writable") }
        defer { try? errorFile.close() }
        try Task.checkCancellation()
        let input = Pipe()
        defer { try? input.fileHandleForWriting.close() }
        let child = try ChildProcess(
            executable.path, arguments + [order],
            streams: .init(input: input.fileHandleForReading.fileDescriptor, errors: errorFile.fileDescriptor))
        let timer = Task {
            try await Task.sleep(for: .seconds(timeLimit))
            child.signal(SIGKILL)
            return true
        }
        defer { timer.cancel() }
        let end = try await withTaskCancellationHandler {
            try await BlockingWork.run("wait for run") { child.wait() }
        } onCancel: {
            child.signal(SIGKILL)
        }
        try Task.checkCancellation()
        timer.cancel()
        if (try? await timer.value) == true {
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
