import ArgumentParser
import Benchmarking
import Foundation

/// One run of a benchmark, in a process of its own: reads a job from standard input, and ends when that is closed.
struct BenchmarkRun: AsyncParsableCommand {
    static let name = "benchmark-run"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "One run of a benchmark; 'benchmark' starts it.", shouldDisplay: false)

    func run() async throws {
        guard let line = readLine(), let job = try? JSONDecoder().decode(RunJob.self, from: Data(line.utf8)) else {
            throw ValidationError("There is no job on standard input; use 'scorevision benchmark'.")
        }
        // The parent holds the other end: if it is killed, nobody waits for this run any more.
        Thread.detachNewThread {
            while readLine() != nil {}
            _exit(1)
        }
        try await RunWorker.perform(job)
    }
}
