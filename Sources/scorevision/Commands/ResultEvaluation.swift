import Evaluation
import Foundation
import Geometry
import Media
import Observations
import Tracking

/// An evaluation of a clip's result with labelled data.
struct ResultEvaluation {
    let result: ResultFile
    /// The path of the result, or the clip that was analysed.
    let name: String

    /// The spacing of gallery frames: half a second, because errors in consecutive frames are alike.
    private static let gallerySpacing = 12

    /// Evaluates everything with the truth of a synthetic clip.
    func measure(truth path: String, clip: String?, into measurement: inout Measurement) throws {
        let found = try observations(for: "--truth")
        let truth = try ClipObservations(truthAt: path)
        let name = FrameName.clip(of: clip ?? found.challengeID ?? path)
        let comparison = try ClipComparison(name: name, found: found, truth: truth)
        measurement.gallerySpacing = Self.gallerySpacing
        measurement.take(comparison.objects)
        measurement.take(comparison.pitch)
        measurement.report.mot = comparison.tracks.summary
        measurement.report.teams = comparison.teams?.summary
        let missing = comparison.unanswered > 0 ? ", \(comparison.unanswered) of its frames missing" : ""
        measurement.report.title = "\(self.name) against \(path)\(missing)"
    }

    /// Evaluates objects with the labels of some of the clip's frames.
    func measure(players set: LabelledSet, into measurement: inout Measurement) throws {
        let found = try observations(for: "--players")
        var score = DetectionScore()
        try compare(found, set, into: &measurement) { label, frame, answer in
            let truth = label.objects(width: frame.width, height: frame.height)
            score.add(frame: frame, found: answer.objects.map(\.detection), truth: truth)
        }
        try score.requireTruth(in: set.folder.path)
        measurement.take(score, set: set.name)
    }

    /// Evaluates the pitch with the labels of some of the clip's frames.
    func measure(pitch set: LabelledSet, into measurement: inout Measurement) throws {
        let found = try observations(for: "--pitch")
        var score = PitchScore()
        try compare(found, set, into: &measurement) { label, frame, answer in
            guard let truth = label.pitch(width: frame.width, height: frame.height) else { return }
            score.add(frame: frame, found: answer.keypoints, truth: truth)
        }
        try score.requireTruth(in: set.folder.path)
        measurement.take(score, set: set.name)
    }

    /// Evaluates ids with one sequence.
    func measure(mot folder: String, rules: MOTRules, into measurement: inout Measurement) throws {
        let sequences = try MOTFolder.all(in: folder)
        guard let only = sequences.first, sequences.count == 1 else {
            throw EvaluationError(.notFound, "--results is one sequence; give its folder to --mot", source: folder)
        }
        var score = TrackingScore()
        try score.add(only.sequence(found: result, rules: rules))
        measurement.report.mot = score.summary
        measurement.report.title = "\(name) against \(folder)"
    }

    private func compare(
        _ found: ClipObservations, _ set: LabelledSet, into measurement: inout Measurement,
        _ body: (YOLOLabel, EvaluatedFrame, ClipObservations.Frame) throws -> Void
    ) throws {
        let frames = try set.folder.frames(of: found.challengeID)
        let answers = Dictionary(found.frames.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, item) in frames {
            guard let answer = answers[index] else {
                throw EvaluationError(
                    .notFound, "The result has no frame \(index), which has labels.", source: item.imagePath)
            }
            // Boxes of the result are in pixels of the clip, so the labels are scaled to the clip's size, not the
            // picture's.
            let size = try found.size ?? pictureSize(item.imagePath)
            let frame = EvaluatedFrame(
                name: item.name, width: size.width, height: size.height, set: set.name, path: item.imagePath)
            try body(measurement.label(of: item), frame, answer)
        }
        measurement.report.title =
            "\(name) against " + (set.name == nil ? "\(frames.count) labelled frames" : "several labelled folders")
    }

    private func pictureSize(_ path: String) throws -> (width: Int, height: Int) {
        let picture = try StillPicture.decode(path: path)
        return (picture.width, picture.height)
    }

    private func observations(for option: String) throws -> ClipObservations {
        guard case .clip(let observations) = result else {
            throw EvaluationError(
                .malformed, "MOT's format contains only boxes and ids; \(option) needs a result in the subnet's JSON.",
                source: name)
        }
        return observations
    }
}

extension ClipObservations {
    /// The size of a frame in pixels, if the result contains it.
    fileprivate var size: (width: Int, height: Int)? {
        guard let width, let height, width > 0, height > 0 else { return nil }
        return (width, height)
    }
}
