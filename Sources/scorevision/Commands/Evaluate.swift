import Analysis
import ArgumentParser
import DefaultModel
import Evaluation
import Foundation

/// `scorevision evaluate`: how good a model and the tracker are, on labelled material.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the model and the tracker against labels.",
        discussion: """
            The model sees each picture as it would a clip's frame, through the same decoder and input transform.

              scorevision evaluate --players DATA/players/valid --pitch DATA/pitch/valid --html report.html
              scorevision evaluate --mot DATA/mot --json figures.json
              scorevision evaluate --mot DATA/mot/clip1 --results clip1.txt
            """)

    @Option(help: ArgumentHelp("images/ and labels/ of objects in YOLO's form.", valueName: "folder"))
    var players: String?

    @Option(help: ArgumentHelp("images/ and labels/ of the pitch in YOLO's pose form.", valueName: "folder"))
    var pitch: String?

    @Option(
        help: ArgumentHelp(
            "MOTChallenge sequences: the tracker is given det/det.txt and held against gt/gt.txt.",
            valueName: "folder"))
    var mot: String?

    @Option(
        help: ArgumentHelp(
            "With --mot of one sequence: measure this result, in MOT's form, in place of the tracker.",
            valueName: "file"))
    var results: String?

    @Flag(help: "With --mot: track the true boxes in place of det/det.txt.")
    var trueBoxes = false

    @Flag(help: "With --mot: track online, as if frames came one by one.")
    var online = false

    @Option(help: ArgumentHelp("A model package or an .onnx file. Default: the program's own.", valueName: "path"))
    var model: String?

    @Option(help: ArgumentHelp("Write the figures as JSON.", valueName: "file"))
    var json: String?

    @Option(help: ArgumentHelp("Write a page with curves, the worst frames, and errors by place.", valueName: "file"))
    var html: String?

    @OptionGroup(title: "Settings")
    var options: SettingsOptions

    func validate() throws {
        if players == nil, pitch == nil, mot == nil {
            throw ValidationError("Give at least one of --players, --pitch and --mot.")
        }
        if results != nil, mot == nil { throw ValidationError("--results belongs to --mot.") }
    }

    func run() async throws {
        for path in [json, html].compactMap(\.self) { try AtomicFile.prepare(path) }
        let settings = try options.resolve()
        let work = self
        let (report, gallery) = try await Interruption.cancelling {
            try await BlockingThread.run("evaluate") { try work.measure(settings) }
        }
        print(report.table)
        if let json { try AtomicFile.write(Array(report.json.utf8), to: json) }
        if let html { try AtomicFile.write(Array(report.html(gallery: gallery).utf8), to: html) }
    }

    private func measure(_ settings: AnalysisSettings) throws -> (EvaluationReport, [GalleryPicture]) {
        var report = EvaluationReport(title: "")
        var gallery: [GalleryPicture] = []
        if players != nil || pitch != nil {
            let evaluation = try ModelEvaluation(model: model ?? DefaultModel.path, settings: settings)
            report.title = evaluation.title
            if let players { (report.players, gallery) = try evaluation.players(in: players) }
            if let pitch { report.pitch = try evaluation.pitch(in: pitch) }
        }
        if let mot {
            let evaluation = TrackerEvaluation(
                stride: options.frameStride == nil ? 1 : settings.frameStride, tracksTrueBoxes: trueBoxes,
                isOnline: online)
            report.mot = try evaluation.sequences(in: mot, results: results)
            if report.title.isEmpty { report.title = evaluation.title }
        }
        return (report, gallery)
    }
}
