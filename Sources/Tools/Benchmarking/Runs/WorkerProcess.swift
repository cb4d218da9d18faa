import Analysis
public import Foundation
import Platform

/// Runs jobs in child processes, so that peak memory, and a failure for lack of it, are each setting's own.
public struct WorkerProcess: Sendable {
    /// The program and its arguments, to which the path of the job, as JSON, is added. Its standard input is a pipe that
    /// the parent holds open: it should end by itself when that is closed, so that no child outlives its parent.
    public let executable: URL
    public let arguments: [String]
    /// Seconds after which a run is ended.
    public let timeLimit: Double

    public init(executable: URL, arguments: [String], timeLimit: Double) {
        self.executable = executable
        self.arguments = arguments
        self.timeLimit = timeLimit
    }

    /// Does a job in a child. Cancelling the task ends the child.
    /// - Throws: `CancellationError`; everything else is part of the outcome.
    public func run(_ job: RunJob) async throws -> Result<RunReport, RunFailure> {
        let process = Process()
        return try await withTaskCancellationHandler {
            let outcome = try await BlockingWork.run("wait for run") { try perform(job, in: process) }
            try Task.checkCancellation()
            return outcome
        } onCancel: {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
    }

    private func perform(_ job: RunJob, in process: Process) throws -> Result<RunReport, RunFailure> {
        let input = Pipe()
        let (errors, order) = (job.report + ".stderr", job.report + ".job")
        try AtomicFile.write(Array(JSONEncoder().encode(job)), to: order)
        defer { for path in [errors, order, job.report] { try? FileManager.default.removeItem(atPath: path) } }
        guard FileManager.default.createFile(atPath: errors, contents: nil),
            let errorFile = FileHandle(forWritingAtPath: errors)
        else { throw OutputError(path: errors, reason: "the folder can't be written") }
        defer { try? errorFile.close() }
        process.executableURL = executable
        process.arguments = arguments + [order]
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errorFile
        try process.run()
        let deadline = ContinuousClock.now + .seconds(timeLimit)
        var isLate = false
        while process.isRunning {
            if !isLate, ContinuousClock.now > deadline {
                isLate = true
                kill(process.processIdentifier, SIGKILL)
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        try? input.fileHandleForWriting.close()
        if isLate { return .failure(RunFailure(.tooLong, "took longer than \(Int(timeLimit)) seconds")) }
        let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        guard process.terminationReason == .exit, process.terminationStatus == 0,
            let data = FileManager.default.contents(atPath: job.report),
            let report = try? JSONDecoder().decode(RunReport.self, from: data)
        else {
            let signal = process.terminationReason == .uncaughtSignal ? process.terminationStatus : nil
            return .failure(.ended(signal: signal, status: process.terminationStatus, errors: text))
        }
        return .success(report)
    }
}
