import Evaluation
import Geometry
import Media
import Observations
import Tracking

/// Measures the tracker on the detections of labelled sequences.
struct TrackerEvaluation {
    /// The tracker sees every `stride`th frame and has to fill the others.
    let stride: Int
    let tracksTrueBoxes: Bool
    let isOnline: Bool
    /// Which true rows count.
    let rules: MOTRules

    var title: String {
        "\(isOnline ? "online" : "whole-clip") tracker, \(tracksTrueBoxes ? "true boxes" : "det.txt"), stride \(stride)"
    }

    /// Measures all sequences in a folder.
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
        // As a stream sees it: only what lies between two analysed frames is filled.
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
