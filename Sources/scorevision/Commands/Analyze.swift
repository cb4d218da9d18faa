public import Analysis
public import ArgumentParser
import DefaultModel
import Foundation
import Logging
import Media
import Results

/// `scorevision analyze CLIP`: analyses a clip.
struct Analyze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find players, ball and pitch in a clip, frame by frame.",
        discussion: """
            The result contains every frame of the clip with its own number. With a stride, the frames in between are \
            interpolated.

              scorevision analyze match.mp4 --annotate annotated.mp4
              scorevision analyze match.mp4 --format csv --output players.csv
              scorevision analyze https://example.com/match.mp4
              FRAME_STRIDE=1 scorevision analyze match.mp4 --output - | jq '.frames[0]'

            A clip from a URL is analysed during the download, and its temporary file is always deleted.

            Settings come from flags, the environment, --config and the hardware profile, in this order.
            Exit status: 0 success; 1 error in the clip, the model or the output; 3 the clip ends early and the \
            result contains the frames that could be read; 64 wrong usage; 130 interrupted.
            """)

    @Argument(
        help: ArgumentHelp(
            "The clip: mp4, mov, mkv or webm with H.264, HEVC, VP9 or AV1; a file, or an http or https URL.",
            valueName: "clip or URL"),
        completion: .file())
    var clip: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "File for the result; - for standard output. Default: result.json (.txt, .csv) in this folder.",
            valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Also write the clip with the result drawn on it.", valueName: "file.mp4"))
    var annotate: String?

    @Option(
        help: ArgumentHelp(
            "Also write a trace of the stages, for Perfetto or chrome://tracing.",
            valueName: "trace.json"))
    var timings: String?

    @Option(help: "Format of the result: challenge (the subnet's JSON), mot or csv.")
    var format = ResultFormat.challenge

    @Option(
        help: ArgumentHelp(
            """
            Model package, or a YOLO export as .onnx. Give it twice to run one model for the players and one for the \
            pitch. Default: the built-in model.
            """, valueName: "path"),
        completion: .file())
    var model: [String] = []

    @Option(help: ArgumentHelp("challenge_id of the result. Default: the clip's file name.", valueName: "id"))
    var challengeID: String?

    @Option(help: "How to fill frames that the stride skips: interpolate or none.")
    var fill = AnalysisSettings.Fill.interpolate

    @Flag(name: .shortAndLong, help: "Print only errors.")
    var quiet = false

    @OptionGroup(title: "Settings")
    var options: SettingsOptions

    func run() async throws {
        var settings = try options.resolve()
        settings.fill = fill
        var logger = Logger(label: "scorevision")
        logger.logLevel = quiet ? .error : .info
        let clip = try ClipArgument(clip)
        let run = AnalysisRun(
            clip: clip, output: output ?? "result.\(format.fileExtension)", annotate: annotate, timings: timings,
            format: format, models: model.isEmpty ? [DefaultModel.path] : model,
            challengeID: challengeID ?? clip.shortName,
            settings: settings, logger: logger, isQuiet: quiet)
        do {
            let result = try await Interruption.cancelling { try await run.perform() }
            guard !result.clip.endedEarly else { throw ExitCode(3) }
        } catch is CancellationError {
            FileHandle.standardError.write(Data("\(run.interruption)\n".utf8))
            throw ExitCode(Interruption.status)
        }
    }
}

extension ResultFormat: ExpressibleByArgument {
    /// The usual extension of a file in this format.
    var fileExtension: String {
        switch self {
        case .challenge: "json"
        case .mot: "txt"
        case .csv: "csv"
        }
    }
}

extension AnalysisSettings.Fill: ExpressibleByArgument {}
