import Evaluation
import Foundation
import Observations

/// The outcome of a run of `evaluate`.
struct Measurement {
    var report = EvaluationReport(title: "")
    /// The smallest distance between two frames of a clip in the gallery, because frames closer together look alike.
    var gallerySpacing = 1
    /// Whether the figures of each match are reported, too.
    private let isByMatch: Bool
    private var duplicates: [(path: String, count: Int)] = []

    /// Starts without figures.
    ///
    /// - Parameters:
    ///   - isByMatch: Whether the figures of each match are reported, too.
    ///   - confidenceThreshold: The program's confidence threshold, at which the figures of the ball are reported.
    init(isByMatch: Bool, confidenceThreshold: Double) {
        self.isByMatch = isByMatch
        report.confidenceThreshold = confidenceThreshold
    }

    /// Warnings about the labels, a sentence each.
    var warnings: [String] {
        guard let first = duplicates.first else { return [] }
        let rows = duplicates.reduce(0) { $0 + $1.count }
        return [
            "Ignored \(rows == 1 ? "a duplicate row" : "\(rows) duplicate rows") from "
                + (duplicates.count == 1 ? first.path : "\(duplicates.count) label files, including \(first.path)")
        ]
    }

    /// Reads a picture's labels and records duplicate rows.
    mutating func label(of item: LabelledFolder.Item) throws -> YOLOLabel {
        let label = try item.label()
        if label.duplicateCount > 0 { duplicates.append((item.labelPath ?? item.name, label.duplicateCount)) }
        return label
    }

    /// Adds the figures of labelled objects. `set` is the name of their folder if there are several.
    mutating func take(_ score: DetectionScore, set: String? = nil) {
        var summary = score.summary
        if isByMatch { summary.matches = score.matches }
        report.worst.add(score.worstFrames(limit: .max, confidence: summary.best.confidence))
        if let set {
            report.sets.append(EvaluatedSet(name: set, players: summary))
        } else {
            report.players = summary
        }
    }

    /// Adds the figures of labelled pitches. `set` is the name of their folder if there are several.
    mutating func take(_ score: PitchScore, set: String? = nil) {
        var summary = score.summary
        if isByMatch { summary.matches = score.matches }
        report.worst.add(score.worstFrames(limit: .max))
        if let set {
            report.sets.append(EvaluatedSet(name: set, pitch: summary))
        } else {
            report.pitch = summary
        }
    }

    /// Returns the page, with the worst frames from the labelled pictures or from the clip.
    func page(clip: String?) throws -> String {
        let gallery = Gallery(report.worst, spacing: gallerySpacing)
        let pictures = try clip.map(gallery.pictures(ofClip:)) ?? gallery.picturesFromFiles()
        let (objects, pitch) = gallery.pictures(from: pictures)
        return try report.html(objects: objects, pitch: pitch)
    }
}
