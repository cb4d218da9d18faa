import Evaluation
import Foundation
import Observations

/// What a run of `evaluate` found out.
struct Measurement {
    var report = EvaluationReport(title: "")
    /// The files of labelled pictures, by the frame's name.
    var paths: [String: String] = [:]
    private var gallery = Gallery()

    /// - Parameters:
    ///   - score: of objects.
    ///   - spacing: frames of a clip that are nearer to a worse one are left out of the gallery, as much the same.
    mutating func take(_ score: DetectionScore, spacing: Int = 1) {
        let summary = score.summary
        report.players = summary
        let worst = score.worstFrames(limit: .max, confidence: summary.best.confidence)
        gallery.objects = Gallery.chosen(from: worst, frame: \.frame, spacing: spacing)
    }

    /// As above, of the pitch.
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
        return report.html(objects: objects, pitch: pitch)
    }
}
