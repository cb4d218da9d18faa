import Analysis
import ArgumentParser
import DefaultModel
import Evaluation
import Foundation
import Logging
import Platform

/// `scorevision evaluate`: measures the quality of a model, the tracker or a result on labelled data, and helps to
/// label more.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Evaluate the model, the tracker or a result with labelled data, or label a clip.",
        discussion: """
            The model processes each picture like a frame of a clip, with the same decoder and input transform:

              scorevision evaluate --players DATA/players/valid --pitch DATA/pitch/valid --html report.html

            If --players or --pitch is given more than once, each folder is a set with its own figures:

              scorevision evaluate --players DATA/players/valid --players WORLD/players/valid --by-match

            --by-match takes the match from the picture's file name: it is what stands before the number of the frame. \
            The number is the last part of the name after - or _. It can begin with f, and a single letter can follow it: \
            epl-BHA-ARS-196-d.jpg and epl-BHA-ARS-f001-c.jpg are frames of the match epl-BHA-ARS.

            The tracker processes the detections of MOTChallenge sequences:

              scorevision evaluate --mot DATA/mot --json figures.json

            A result of 'analyze' can be compared with the truth of a synthetic clip, labels of the clip's frames, or one \
            MOTChallenge sequence:

              scorevision evaluate --results result.json --truth truth.json
              scorevision evaluate --results result.json --players labels/players/valid --pitch labels/pitch/valid
              scorevision evaluate --results clip1.txt --mot DATA/mot/clip1

            A person labels the frames of a clip in a browser:

              scorevision evaluate --label-clip match.mp4 --output labels
            """)

    @Option(
        help: ArgumentHelp(
            "images/ and labels/ of objects in YOLO's format. Repeat the option to compare folders.",
            valueName: "folder"))
    var players: [String] = []

    @Option(
        help: ArgumentHelp(
            "images/ and labels/ of the pitch in YOLO's pose format. Repeat the option to compare folders.",
            valueName: "folder"))
    var pitch: [String] = []

    @Flag(help: "With --players or --pitch: also report the figures of each match, as named by the files.")
    var byMatch = false

    @Option(
        help: ArgumentHelp(
            "MOTChallenge sequences: the tracker reads det/det.txt and is compared with gt/gt.txt.",
            valueName: "folder"))
    var mot: String?

    @Option(
        help: ArgumentHelp(
            "Truth from 'synthesize --truth', to compare with --results or with the analysis of --clip.",
            valueName: "file"))
    var truth: String?

    @Option(
        help: ArgumentHelp(
            "Evaluate this result of 'analyze' instead of the model or the tracker: the subnet's JSON, or with --mot "
                + "also MOT's format. With --label-clip: start from it.",
            valueName: "file"))
    var results: String?

    @Option(
        help: ArgumentHelp(
            "With --truth: the clip. It is analysed if --results is not given, and the page shows its frames.",
            valueName: "file"), completion: .file())
    var clip: String?

    @Option(
        help: ArgumentHelp(
            "With --mot: which true rows count. 'trackeval': pedestrians (class 1) if the truth has classes, else every "
                + "row. 'every-row': every row that is not marked 0, regardless of class.", valueName: "rules"),
        transform: Self.rules)
    var motRules: MOTRules?

    @Flag(help: "With --mot: track the true boxes instead of det/det.txt.")
    var trueBoxes = false

    @Flag(help: "With --mot: track online, as if frames arrived one by one.")
    var online = false

    @Option(help: ArgumentHelp("Model package or .onnx file. Default: the built-in model.", valueName: "path"))
    var model: String?

    @Option(help: ArgumentHelp("Also write the figures as JSON.", valueName: "file"))
    var json: String?

    @Option(help: ArgumentHelp("Also write a page with curves, the worst frames and error maps.", valueName: "file"))
    var html: String?

    @OptionGroup(title: "Labelling")
    var labelling: LabellingOptions

    @OptionGroup(title: "Settings")
    var options: SettingsOptions

    private static func rules(_ name: String) throws -> MOTRules {
        guard let rules = MOTRules(rawValue: name) else {
            let names = MOTRules.allCases.map(\.rawValue).joined(separator: " or ")
            throw ValidationError("--mot-rules must be \(names), not \(name).")
        }
        return rules
    }

    func run() async throws {
        var settings = try options.resolve()
        do {
            if let clip = labelling.labelClip {
                // An interpolated frame would be a poor starting point for labels.
                if options.frameStride == nil { settings.frameStride = 1 }
                try await labelling.label(
                    clip, results: results, model: model ?? DefaultModel.path, settings: settings)
            } else {
                try await measure(settings)
            }
        } catch is CancellationError {
            FileHandle.standardError.write(Data("Interrupted; nothing was written.\n".utf8))
            throw ExitCode(130)
        }
    }

    private func measure(_ settings: AnalysisSettings) async throws {
        for path in [json, html].compactMap(\.self) { try AtomicFile.prepare(path) }
        let work = self
        let (measurement, page) = try await Interruption.cancelling {
            let result = try await work.result(settings)
            return try await BlockingWork.run("evaluate") {
                let measurement = try work.measurement(of: result, settings)
                return (measurement, try work.html.map { _ in try measurement.page(clip: work.clip) })
            }
        }
        let logger = Logger(label: "scorevision")
        measurement.warnings.forEach { logger.warning("\($0)") }
        print(measurement.report.table)
        try await BlockingWork.run("write") { [json, html] in
            if let json { try AtomicFile.write(measurement.report.json(), to: json) }
            if let html, let page { try AtomicFile.write(Array(page.utf8), to: html) }
        }
    }

    /// Returns the result to evaluate instead of the model: a given one, or the analysis of the clip.
    private func result(_ settings: AnalysisSettings) async throws -> ResultFile? {
        if let results { return try await BlockingWork.run("read") { try ResultFile(path: results) } }
        guard let clip else { return nil }
        let analysis = ClipAnalysis(clip: clip, model: model ?? DefaultModel.path, settings: settings)
        return .clip(try await analysis.observations(logger: Logger(label: "scorevision")))
    }

    private func measurement(of result: ResultFile?, _ settings: AnalysisSettings) throws -> Measurement {
        let sets = try LabelledSets(players: players, pitch: pitch)
        var measurement = Measurement(isByMatch: byMatch, confidenceThreshold: settings.confidenceThreshold)
        if let result {
            let evaluation = ResultEvaluation(result: result, name: results ?? clip ?? "the result")
            if let truth { try evaluation.measure(truth: truth, clip: clip, into: &measurement) }
            for set in sets.players { try evaluation.measure(players: set, into: &measurement) }
            for set in sets.pitch { try evaluation.measure(pitch: set, into: &measurement) }
            if let mot {
                try evaluation.measure(mot: mot, rules: motRules ?? .trackEval, into: &measurement)
            }
            return measurement
        }
        if !sets.isEmpty {
            let logger = Logger(label: "scorevision")
            let evaluation = try ModelEvaluation(model: model ?? DefaultModel.path, settings: settings) {
                logger.notice("\($0)")
            }
            measurement.report.title = evaluation.title
            for set in sets.players { try evaluation.measure(players: set, into: &measurement) }
            for set in sets.pitch { try evaluation.measure(pitch: set, into: &measurement) }
        }
        if let mot {
            let evaluation = TrackerEvaluation(
                stride: options.frameStride == nil ? 1 : settings.frameStride, tracksTrueBoxes: trueBoxes,
                isOnline: online, rules: motRules ?? .trackEval)
            measurement.report.mot = try evaluation.sequences(in: mot)
            if measurement.report.title.isEmpty { measurement.report.title = evaluation.title }
        }
        return measurement
    }
}
