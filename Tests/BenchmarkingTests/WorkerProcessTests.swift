import Analysis
import Foundation
import Platform
import Testing

@testable import Benchmarking

/// Children of every kind, each a line of shell.
@Suite struct WorkerProcessTests {
    private func run(
        _ script: String, timeLimit: Double = 600, in folder: Scratch? = nil
    ) async throws -> Result<RunReport, RunFailure> {
        let scratch = try folder ?? Scratch()
        defer { if folder == nil { scratch.remove() } }
        let before = scratch.names
        let worker = WorkerProcess(
            executable: URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", script], timeLimit: timeLimit)
        let job = RunJob(
            clip: "clip.mp4", model: "model", settings: AnalysisSettings(), frameLimit: 5,
            report: scratch.path + "/report.json", result: nil)
        defer { #expect(scratch.names == before, "files were left behind") }
        return try await worker.run(job)
    }

    /// A child that writes its number to a pipe, and then waits longer than any test.
    private static func waiting(_ pipe: String) -> String { "echo $$ > '\(pipe)'; exec sleep 600" }

    /// A pipe with a name, in which a child tells its number.
    private func pipe(in scratch: Scratch) throws -> String {
        let path = scratch.path + "/pipe"
        try #require(mkfifo(path, 0o600) == 0)
        return path
    }

    /// Waits until the child has written its number.
    private func number(from pipe: String) async throws -> Int32 {
        try await BlockingWork.run("read") {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: pipe))
            let text = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
            return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        }
    }

    private func isAlive(_ process: Int32) -> Bool { kill(process, 0) == 0 }

    private func failure(_ script: String, timeLimit: Double = 600) async throws -> RunFailure? {
        if case .failure(let failure) = try await run(script, timeLimit: timeLimit) { return failure }
        return nil
    }

    @Test func aReportComesBack() async throws {
        let text = String(decoding: try JSONEncoder().encode(RunReport.of(1.5)), as: UTF8.self)
        // The job's path is the last argument, which a shell's script sees as $0.
        let script = """
            path=$(sed 's/.*"report":"\\([^"]*\\)".*/\\1/; s/\\\\\\//\\//g' "$0"); printf %s '\(text)' > "$path"
            """
        #expect(try await run(script) == .success(.of(1.5)))
    }

    @Test func whatTheChildSaidIsTheReason() async throws {
        let failure = try await failure(
            "echo '2026-11-22T20:40:28Z INFO loading' >&2; echo 'Error: the model takes batches of 1 only' >&2; exit 1")
        #expect(failure == RunFailure(.refused, "the model takes batches of 1 only"))
    }

    @Test func aChildThatSaysNothing() async throws {
        #expect(try await failure("exit 7") == RunFailure(.refused, "ended with status 7"))
        #expect(try await failure("exit 0")?.code == .refused)
    }

    @Test func aChildThatTheSystemKills() async throws {
        let failure = try await failure("kill -9 $$")
        #expect(failure?.code == .killed && failure?.reason.contains("memory") == true)
        #expect(try await self.failure("kill -11 $$")?.reason == "ended by signal 11")
    }

    @Test func aChildThatTakesTooLongIsEnded() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let pipe = try pipe(in: scratch)
        async let outcome = run(Self.waiting(pipe), timeLimit: 0.5, in: scratch)
        // A child that is ended before it tells its number would leave the reader waiting.
        let writer = try FileHandle(forUpdating: URL(fileURLWithPath: pipe))
        guard case .failure(let failure) = try await outcome else {
            Issue.record("it did not take too long")
            return
        }
        #expect(failure.code == .tooLong)
        try writer.write(contentsOf: Data("\n".utf8))
        let text = String(decoding: writer.availableData, as: UTF8.self)
        if let number = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) { #expect(!isAlive(number)) }
    }

    @Test func cancellingEndsTheChild() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let pipe = try pipe(in: scratch)
        let task = Task { try await run(Self.waiting(pipe), in: scratch) }
        let child = try await number(from: pipe)
        #expect(isAlive(child))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!isAlive(child))
    }

    /// Cancelling before the child is started must not start it.
    @Test func aCancelledTaskStartsNoChild() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let mark = scratch.path + "/started"
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await run("echo > '\(mark)'; exec sleep 600", in: scratch)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!FileManager.default.fileExists(atPath: mark))
    }

    /// What `benchmark-run` relies on: its standard input stays open while its parent lives.
    @Test func theChildsInputStaysOpen() async throws {
        #expect(try await failure("timeout 0.5 cat; exit $?") == RunFailure(.refused, "ended with status 124"))
    }
}
