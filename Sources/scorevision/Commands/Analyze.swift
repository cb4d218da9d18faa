public import Analysis
public import ArgumentParser
import DefaultModel
import Foundation
import Logging
import Media
import Results

/// `scorevision analyze CLIP`: the main job.
struct Analyze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find players, ball and pitch in a clip, frame by frame.",
        discussion: """
            Every frame of the clip is answered with its true number. With a stride, the frames between are \
            interpolated.

              scorevision analyze match.mp4 --annotate annotated.mp4
              scorevision analyze match.mp4 --format csv --output players.csv
              scorevision analyze https://example.com/match.mp4
              FRAME_STRIDE=1 scorevision analyze match.mp4 --output - | jq '.frames[0]'

            A URL is analysed while it still downloads; what is fetched is never left behind.

            Settings come from flags, then the environment, then --config, then the hardware's profile.
            Exit status: 0 all is well; 1 the clip, the model or the output is at fault; 3 the clip ends early and the \
            result holds what could be read; 64 wrong usage; 130 interrupted.
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
            "Where the result goes; - for standard output. Default: result.json (.txt, .csv) in this folder.",
            valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Also write the clip with what was found drawn on it.", valueName: "file.mp4"))
    var annotate: String?

    @Option(
        help: ArgumentHelp(
            "Also write what each stage did when, as a trace that Perfetto and chrome://tracing open.",
            valueName: "trace.json"))
    var timings: String?

    @Option(help: "challenge (the subnet's JSON), mot or csv.")
    var format = ResultFormat.challenge

    @Option(
        help: ArgumentHelp(
            """
            A model package, or a YOLO export as .onnx. Give it twice to run one for the players and one for the pitch \
            side by side. Default: the program's own.
            """, valueName: "path"),
        completion: .file())
    var model: [String] = []

    @Option(help: ArgumentHelp("The challenge_id in the result. Default: the clip's file name.", valueName: "id"))
    var challengeID: String?

    @Option(help: "What becomes of frames that the stride leaves out: interpolate or none.")
    var fill = AnalysisSettings.Fill.interpolate

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
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
    /// The usual ending of a file of the format.
    var fileExtension: String {
        switch self {
        case .challenge: "json"
        case .mot: "txt"
        case .csv: "csv"
        }
    }
}

extension AnalysisSettings.Fill: ExpressibleByArgument {}
