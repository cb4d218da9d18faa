import Evaluation
import Foundation

/// What a run of `evaluate` found out.
struct Measurement {
    var report = EvaluationReport(title: "")
    /// The files of labelled pictures, by the frame's name.
    var paths: [String: String] = [:]
    private var gallery = Gallery()

    mutating func take(_ score: DetectionScore) {
        let summary = score.summary
        report.players = summary
        gallery.objects = score.worstFrames(limit: Gallery.size, confidence: summary.best.confidence)
    }

    mutating func take(_ score: PitchScore) {
        report.pitch = score.summary
        gallery.pitch = score.worstFrames(limit: Gallery.size)
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
