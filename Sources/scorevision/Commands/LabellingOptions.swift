import Analysis
import ArgumentParser
import Evaluation
import Foundation
import Labelling
import Logging
import Platform

/// The options of `evaluate --label-clip`.
struct LabellingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Serve a page for labelling frames of this clip by hand, starting from the analysis.",
            valueName: "clip"), completion: .file())
    var labelClip: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Folder of the labels; existing ones are kept. Default: labels in this folder.", valueName: "folder"))
    var output: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Label every nth frame, 1 to 1000. Default: one per second.", valueName: "n"))
    var every: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Port of the page on 127.0.0.1; 0 for any free one. Default: 8044.", valueName: "port"))
    var port: Int?

    /// The names of the given options that need `--label-clip`.
    var given: [String] {
        [("--output", output != nil), ("--every", every != nil), ("--port", port != nil)].filter(\.1).map(\.0)
    }

    func validate() throws {
        if let every, !(1...1000).contains(every) { throw ValidationError("--every must be 1 to 1000, not \(every).") }
        if let port, !(0...65535).contains(port) { throw ValidationError("--port must be 0 to 65535, not \(port).") }
    }

    /// Serves the page until the user stops it, then prints how many frames are labelled.
    func label(_ clip: String, results: String?, model: String, settings: AnalysisSettings) async throws {
        let logger = Logger(label: "scorevision")
        let work = self
        let folder = output ?? "labels"
        let found = try results.map { path in
            guard case .clip(let observations) = try ResultFile(path: path) else {
                throw EvaluationError(
                    .malformed, "--label-clip needs a result in the subnet's JSON, not in MOT's format.",
                    source: path)
            }
            return observations
        }
        try await Interruption.cancelling {
            let store = try await work.opened(clip, folder: folder, logger: logger)
            do {
                let analysis = ClipAnalysis(clip: clip, model: model, settings: settings)
                let observations: ClipObservations
                if let found {
                    observations = found
                } else {
                    observations = try await analysis.observations(logger: logger)
                }
                try await store.start(from: observations)
                let server = try LabellingServer(store: store, port: work.port ?? 8044, logger: Self.quiet)
                try await server.run { address in
                    // `print` would buffer the line if standard output is not a terminal.
                    let line = "Open \(address) in a browser. The labels go to \(folder). Press Ctrl-C to stop.\n"
                    FileHandle.standardOutput.write(Data(line.utf8))
                }
            } catch {
                let tally = await store.tally
                await store.close()
                guard error is CancellationError else { throw error }
                print(
                    "\n\(tally.done) of \(tally.all) frames done, \(tally.drafts) drafts; the labels are in \(folder).")
            }
        }
    }

    private func opened(_ clip: String, folder: String, logger: Logger) async throws -> LabelStore {
        let progress = ProgressDisplay(verb: "Read", logger: logger)
        defer { progress.finish() }
        let isStopped = StopFlag()
        return try await withTaskCancellationHandler {
            try await BlockingWork.run("frames") {
                try LabelStore(clip: clip, folder: folder, every: every) { count in
                    if isStopped.value { throw CancellationError() }
                    progress.update(done: count, total: nil)
                }
            }
        } onCancel: {
            isStopped.set()
        }
    }

    /// A logger for the server that prints only errors.
    private static let quiet: Logger = {
        var logger = Logger(label: "scorevision")
        logger.logLevel = .error
        return logger
    }()
}
