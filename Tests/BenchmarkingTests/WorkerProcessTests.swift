import Analysis
import Foundation
import Platform
import Testing

@testable import Benchmarking

/// Children of every kind, each a line of shell.
@Suite struct WorkerProcessTests {
    private func run(_ script: String, timeLimit: Double = 20) async throws -> Result<RunReport, RunFailure> {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let worker = WorkerProcess(
            executable: URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", script], timeLimit: timeLimit)
        let job = RunJob(
            clip: "clip.mp4", model: "model", settings: AnalysisSettings(), frameLimit: 5,
            report: scratch.path + "/report.json", result: nil)
        let outcome = try await worker.run(job)
        #expect(scratch.names.isEmpty, "files were left behind")
        return outcome
    }

    private func failure(_ script: String, timeLimit: Double = 20) async throws -> RunFailure? {
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

    @Test func aChildThatTakesTooLong() async throws {
        let start = ContinuousClock.now
        #expect(try await failure("exec sleep 600", timeLimit: 0.3)?.code == .tooLong)
        // Far below what the child would take, and far above what a busy machine may.
        #expect(ContinuousClock.now - start < .seconds(400))
    }

    @Test func cancellingEndsTheChild() async throws {
        let task = Task { try await run("exec sleep 30") }
        try await Task.sleep(for: .milliseconds(300))
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        // Far below what the child would take, and far above what a busy machine may.
        #expect(ContinuousClock.now - start < .seconds(400))
    }

    /// What `benchmark-run` relies on: its standard input stays open while its parent lives.
    @Test func theChildsInputStaysOpen() async throws {
        #expect(try await failure("timeout 0.5 cat; exit $?") == RunFailure(.refused, "ended with status 124"))
    }
}
