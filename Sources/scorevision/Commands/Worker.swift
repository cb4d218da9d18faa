import ArgumentParser
import Miner

/// `scorevision worker`: what `serve` starts to fetch and decode clips in; of no use to anybody else.
struct Worker: AsyncParsableCommand {
    static let name = "worker"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Analyse clips for 'scorevision serve'.", shouldDisplay: false)

    func run() async throws {
        await WorkerProgram.run()
    }
}
