import ArgumentParser
import ClipWorker

/// `scorevision worker`: the process in which `serve` downloads and decodes clips. It has no other use.
struct Worker: AsyncParsableCommand {
    static let name = "worker"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Analyse clips for 'scorevision serve'.", shouldDisplay: false)

    func run() async throws {
        await WorkerProgram.run()
    }
}
