import ArgumentParser
import Benchmarking
import Foundation

/// One run of a benchmark, as a separate process that ends when its standard input closes.
struct BenchmarkRun: AsyncParsableCommand {
    static let name = "benchmark-run"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Perform one run for 'scorevision benchmark'.", shouldDisplay: false)

    @Argument(help: "JSON file with the job.")
    var job: String

    func run() async throws {
        // The parent process holds the other end of the pipe. If it is killed, this run is of no use.
        Thread.detachNewThread {
            while readLine() != nil {}
            _exit(1)
        }
        try await RunWorker.perform(jobAt: job)
    }
}
