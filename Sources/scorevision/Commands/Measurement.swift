import Evaluation
import Foundation
import Observations

/// What a run of `evaluate` measured.
struct Measurement {
    var report = EvaluationReport(title: "")
    /// The files of labelled pictures, by the frame's name.
    var paths: [String: String] = [:]
    /// What the user should know of the labels, a sentence each.
    var warnings: [String] {
        guard let first = duplicates.first else { return [] }
        let rows = duplicates.reduce(0) { $0 + $1.count }
        return [
            "Dropped \(rows == 1 ? "a duplicate row" : "\(rows) duplicate rows") from "
                + (duplicates.count == 1 ? first.path : "\(duplicates.count) label files, \(first.path) among them")
        ]
    }
    private var duplicates: [(path: String, count: Int)] = []
    private var gallery = Gallery()

    /// Reads a picture's labels, and remembers it if rows stand in them twice.
    mutating func label(of item: LabelledFolder.Item) throws -> YOLOLabel {
        let label = try item.label()
        if label.duplicateCount > 0 { duplicates.append((item.labelPath ?? item.name, label.duplicateCount)) }
        return label
    }

    /// Takes the figures of a score of labelled objects or pitches.
    ///
    /// - Parameters:
    ///   - score: of objects.
    ///   - spacing: frames of a clip that are nearer to a worse one are left out of the gallery, as much the same.
    mutating func take(_ score: DetectionScore, spacing: Int = 1) {
        let summary = score.summary
        report.players = summary
        let worst = score.worstFrames(limit: .max, confidence: summary.best.confidence)
        gallery.objects = Gallery.chosen(from: worst, frame: \.frame, spacing: spacing)
    }

    /// Takes the figures of the pitch in the same way.
    mutating func take(_ score: PitchScore, spacing: Int = 1) {
        report.pitch = score.summary
        gallery.pitch = Gallery.chosen(from: score.worstFrames(limit: .max), frame: \.frame, spacing: spacing)
    }

    mutating func addPaths(of items: [LabelledFolder.Item]) {
        for item in items { paths[item.name] = item.imagePath }
    }

    /// The page, with the worst frames as the labelled pictures or the clip show them.
    func page(clip: String?) throws -> String {
        let pictures = try clip.map(gallery.pictures(ofClip:)) ?? gallery.pictures(at: paths)
        let (objects, pitch) = gallery.pictures(from: pictures)
        return try report.html(objects: objects, pitch: pitch)
    }
}
