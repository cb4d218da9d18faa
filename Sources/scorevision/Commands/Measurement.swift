import Evaluation
import Foundation
import Observations

/// The outcome of a run of `evaluate`.
struct Measurement {
    var report = EvaluationReport(title: "")
    /// The paths of labelled pictures, by the names of their frames.
    var paths: [String: String] = [:]
    /// Warnings about the labels, a sentence each.
    var warnings: [String] {
        guard let first = duplicates.first else { return [] }
        let rows = duplicates.reduce(0) { $0 + $1.count }
        return [
            "Ignored \(rows == 1 ? "a duplicate row" : "\(rows) duplicate rows") from "
                + (duplicates.count == 1 ? first.path : "\(duplicates.count) label files, including \(first.path)")
        ]
    }
    private var duplicates: [(path: String, count: Int)] = []
    private var gallery = Gallery()

    /// Reads a picture's labels and records duplicate rows.
    mutating func label(of item: LabelledFolder.Item) throws -> YOLOLabel {
        let label = try item.label()
        if label.duplicateCount > 0 { duplicates.append((item.labelPath ?? item.name, label.duplicateCount)) }
        return label
    }

    /// Adds the figures of labelled objects.
    ///
    /// - Parameters:
    ///   - score: The score.
    ///   - spacing: The smallest distance between two frames of a clip in the gallery, because frames closer together
    ///     look alike.
    mutating func take(_ score: DetectionScore, spacing: Int = 1) {
        let summary = score.summary
        report.players = summary
        let worst = score.worstFrames(limit: .max, confidence: summary.best.confidence)
        gallery.objects = Gallery.chosen(from: worst, frame: \.frame, spacing: spacing)
    }

    /// Adds the figures of labelled pitches.
    mutating func take(_ score: PitchScore, spacing: Int = 1) {
        report.pitch = score.summary
        gallery.pitch = Gallery.chosen(from: score.worstFrames(limit: .max), frame: \.frame, spacing: spacing)
    }

    mutating func addPaths(of items: [LabelledFolder.Item]) {
        for item in items { paths[item.name] = item.imagePath }
    }

    /// Returns the page, with the worst frames from the labelled pictures or from the clip.
    func page(clip: String?) throws -> String {
        let pictures = try clip.map(gallery.pictures(ofClip:)) ?? gallery.pictures(at: paths)
        let (objects, pitch) = gallery.pictures(from: pictures)
        return try report.html(objects: objects, pitch: pitch)
    }
}
