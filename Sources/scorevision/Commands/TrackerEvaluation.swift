import Evaluation
import Geometry
import Media
import Observations
import Tracking

/// An evaluation of the tracker on the detections of labelled sequences.
struct TrackerEvaluation {
    /// The distance between the frames that the tracker processes. It fills the others.
    let stride: Int
    let tracksTrueBoxes: Bool
    let isOnline: Bool
    /// The rules for which true rows count.
    let rules: MOTRules

    var title: String {
        "\(isOnline ? "online" : "whole-clip") tracker, \(tracksTrueBoxes ? "true boxes" : "det.txt"), stride \(stride)"
    }

    /// Evaluates all sequences in a folder.
    func sequences(in folder: String) throws -> TrackingSummary {
        var score = TrackingScore()
        for sequence in try MOTFolder.all(in: folder) {
            try score.add(sequence.sequence(found: try track(sequence), rules: rules))
        }
        return score.summary
    }

    private func track(_ sequence: MOTFolder) throws -> [[TrackedObject]] {
        let detections = tracksTrueBoxes ? try trueBoxes(sequence) : try sequence.detections()
        let analysed = detections.enumerated().filter { $0.offset % stride == 0 }
            .map { (frameIndex: $0.offset, detections: $0.element) }
        var settings = TrackingSettings()
        settings.frameRate = sequence.info?.frameRate ?? FrameRate.assumed.value
        guard isOnline else {
            return ClipTracker(settings: settings).track(analysed, frameCount: detections.count)
        }
        var tracker = Tracker(settings: settings)
        let tracked = analysed.map { frame in
            (frameIndex: frame.frameIndex, objects: tracker.update(frame.detections, frameIndex: frame.frameIndex))
        }
        // As in a stream, only the frames between two analysed ones are filled.
        return GapFiller.fill(tracks: tracked, frameCount: detections.count, longestGap: stride)
    }

    private func trueBoxes(_ sequence: MOTFolder) throws -> [[Detection]] {
        let rows = try sequence.truth()
        let count = max(sequence.info?.frameCount ?? 0, (rows.map(\.frameIndex).max() ?? -1) + 1)
        var frames = [[Detection]](repeating: [], count: count)
        for row in rows {
            frames[row.frameIndex].append(Detection(box: row.box, objectClass: .player, confidence: 1))
        }
        return frames
    }
}
