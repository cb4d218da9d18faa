import Analysis
import ArgumentParser
import Benchmarking
import DefaultModel
import Foundation
import Observations
import Platform
import Settings

/// `scorevision benchmark`: finds the best settings for this machine.
struct Benchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure speed, memory and quality over a grid of settings, and recommend one.",
        discussion: """
            Every run is a separate process that loads the model, warms up, and is timed from opening the clip to the \
            encoded result. The settings alternate, in a different order each round. Without --quick, this takes most of an \
            hour on two cores.

              scorevision benchmark --quick
              scorevision benchmark --video-path match.mp4 --html report.html --export best.env
              scorevision benchmark --batch-size 1,8 --img-size 640 --runs 5

            FPS counts all frames of the clip, Processed FPS only analysed ones. Quality is the mean of the boxes' F1 \
            (at an overlap of 0.50, same class), the share of keypoints within 10 pixels at 1280 wide, and the ids' F1. \
            It is measured against --truth. Without it, the reference is the result of stride 1 at the image size \
            with the best quality on the model's card (model.json).

            The rank follows the subnet's rewards: 65 % quality, 35 % speed. Its validators score speed among the answers to \
            one challenge: e to the power of -5p, where p is the position between the fastest (0) and the slowest (1). \
            Here the measured settings take the place of those answers.

            Grid: batch 4, 32, 48, 64 and the profile's own; stride 1, 2, 3; image size 512, 640, 800, 1024. The \
            baseline is batch 4, stride 1, 1024. Settings outside the grid come from the environment. The report lists \
            settings that fail, with the reason.
            Exit status: 0 success; 1 nothing was measured, or an error in an input or output; 64 wrong usage; \
            130 interrupted.
            """)

    @Option(
        help: ArgumentHelp("The clip. Default: a synthetic clip with known truth.", valueName: "file"),
        completion: .file())
    var videoPath: String?

    @Option(help: ArgumentHelp("URL of the clip.", valueName: "url"))
    var videoURL: String?

    @Option(
        help: ArgumentHelp(
            "Truth of the clip, from synthesize, or a result to use as the truth.", valueName: "file.json"),
        completion: .file())
    var truth: String?

    @Flag(help: "Finish in less than two minutes: fewer settings, only the clip's first 150 frames.")
    var quick = false

    @Option(parsing: .unconditional, help: "Number of runs of each setting, 1 to 100. With --quick, at most.")
    var runs = 3

    @OptionGroup(title: "The grid")
    var grid: BenchmarkGridOptions

    @Option(
        help: ArgumentHelp(
            "Model package, or a YOLO export as .onnx. Default: the built-in model.", valueName: "path"),
        completion: .file())
    var model: String?

    @Option(help: ArgumentHelp("Also write the figures as JSON.", valueName: "file"))
    var json: String?

    @Option(help: ArgumentHelp("Also write a page with charts and tables.", valueName: "file"))
    var html: String?

    @Option(
        help: ArgumentHelp(
            "Also write the recommendation: export lines, or a config file for .json or .yaml.", valueName: "file"
        ))
    var export: String?

    @Flag(name: .shortAndLong, help: "Print only the result and errors.")
    var quiet = false

    func validate() throws {
        if videoPath != nil, videoURL != nil { throw ValidationError("Give --video-path or --video-url, not both.") }
        if truth != nil, videoPath == nil, videoURL == nil {
            throw ValidationError("--truth needs --video-path or --video-url; the synthetic clip has its own truth.")
        }
        guard (1...100).contains(runs) else { throw ValidationError("--runs must be from 1 to 100.") }
    }

    func run() async throws {
        for path in [json, html, export].compactMap(\.self) { try AtomicFile.prepare(path) }
        let session = BenchmarkSession(command: self, start: .now)
        let report: BenchmarkReport
        do {
            report = try await Interruption.cancelling { try await TemporaryFolder.with(session.measure) }
        } catch is CancellationError {
            FileHandle.standardError.write(Data("Interrupted; nothing was written.\n".utf8))
            throw ExitCode(130)
        }
        print(report.text)
        try await BlockingWork.run("write") { [json, html] in
            if let json { try AtomicFile.write(report.json(), to: json) }
            if let html { try AtomicFile.write(Array(report.html().utf8), to: html) }
        }
        guard let advice = report.advice else { throw ExitCode(1) }
        if let export {
            try AtomicFile.write(Array(advice.configuration(form: .init(path: export)).utf8), to: export)
        }
    }
}
