import Analysis
import ArgumentParser
import Foundation
import Logging
import Observations
import Platform
import Synthesis

/// `scorevision synthesize OUT.mp4`: creates a clip with exact truth, or labelled frames for training.
struct Synthesize: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create a synthetic broadcast clip with exact truth, or labelled frames for training.",
        discussion: """
              scorevision synthesize sample.mp4 --truth truth.json --seconds 12 --seed 7
              scorevision synthesize --frames 500 --labels synthetic --seed 1

            The same seed produces the same pictures on every machine.
            """)

    @Argument(help: "Clip to write.", completion: .file(extensions: ["mp4"]))
    var clip: String?

    @Option(help: ArgumentHelp("Also write the boxes, ids, classes, teams and keypoints.", valueName: "file.json"))
    var truth: String?

    @Option(parsing: .unconditional, help: "Length of the clip in seconds.")
    var seconds = 10.0

    @Option(parsing: .unconditional, help: "Seed of the random numbers.")
    var seed: UInt64 = 1

    @Option(parsing: .unconditional, help: "Width in pixels, 16 to 8192.")
    var width = 1280

    @Option(parsing: .unconditional, help: "Height in pixels, 16 to 8192.")
    var height = 720

    @Option(parsing: .unconditional, help: "Frame rate in frames per second.")
    var frameRate = 25.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Number of single frames of different scenes, instead of a clip.", valueName: "count"))
    var frames: Int?

    @Option(help: ArgumentHelp("Folder for --frames: players/ and pitch/ with YOLO labels.", valueName: "folder"))
    var labels: String?

    @Flag(name: .shortAndLong, help: "Print only errors.")
    var quiet = false

    func validate() throws {
        if frames == nil, clip == nil { throw ValidationError("Give the clip to write, or --frames and --labels.") }
        if (frames == nil) != (labels == nil) { throw ValidationError("Give --frames and --labels together.") }
        if frames != nil, clip != nil { throw ValidationError("Give either a clip or --frames, not both.") }
    }

    func run() async throws {
        let work = self
        let written = WrittenFiles()
        do {
            try await Interruption.cancelling { try await work.write(noting: written) }
        } catch is CancellationError {
            let text =
                labels.map { "Interrupted; the frames written so far are complete and remain in \($0)." }
                ?? written.interruption(of: [clip, truth].compactMap(\.self))
            FileHandle.standardError.write(Data("\(text)\n".utf8))
            throw ExitCode(Interruption.status)
        }
    }

    private func write(noting written: WrittenFiles) async throws {
        var logger = Logger(label: "scorevision")
        logger.logLevel = quiet ? .error : .info
        let progress = quiet ? nil : ProgressDisplay(verb: "Created", logger: logger)
        defer { progress?.finish() }
        if let frames, let labels {
            let set = try SyntheticFrames(settings: .init(count: frames, seed: seed, width: width, height: height))
            try await BlockingWork.run("synthesize") {
                try set.write(to: labels) { progress?.update(done: $0, total: frames) }
                try Task.checkCancellation()
            }
            logger.info("Wrote \(frames) labelled frames to \(labels)")
        } else if let clip {
            let settings = SyntheticClipSettings(
                seconds: seconds, seed: seed, width: width, height: height, frameRate: frameRate)
            try await BlockingWork.run("synthesize") {
                for path in [clip, truth].compactMap(\.self) { try AtomicFile.prepare(path) }
                let made = try SyntheticClip(settings: settings)
                try made.write(clip: clip, truth: truth) { progress?.update(done: $0, total: settings.frameCount) }
                for path in [clip, truth].compactMap(\.self) { written.finish(path) }
                try Task.checkCancellation()
            }
            logger.info("Wrote \(clip), \(settings.frameCount) frames")
        }
    }
}
