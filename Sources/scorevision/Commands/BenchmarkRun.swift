import ArgumentParser
import Benchmarking
import Foundation

/// One run of a benchmark, in a process of its own, which ends when its standard input does.
struct BenchmarkRun: AsyncParsableCommand {
    static let name = "benchmark-run"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "One run of a benchmark; 'benchmark' starts it.", shouldDisplay: false)

    @Argument(help: "The file with the job, as JSON.")
    var job: String

    func run() async throws {
        // The parent holds the other end: if it is killed, nobody waits for this run any more.
        Thread.detachNewThread {
            while readLine() != nil {}
            _exit(1)
        }
        try await RunWorker.perform(jobAt: job)
    }
}
