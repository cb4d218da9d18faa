import Geometry
import Observations
import Tracking

/// The agreement of a result with a reference, which is either the truth or the result of another setting. The figures
/// are from 0 to 1 unless stated otherwise, and NaN if the reference has nothing to compare.
public struct QualityFigures: Hashable, Sendable {
    /// The share of found boxes that overlap a reference box of the same class by at least 0.50, over all frames and
    /// classes.
    public var boxPrecision: Double
    /// The share of reference boxes that were found, by the same criterion.
    public var boxRecall: Double
    /// The share of the reference's keypoints found within 10 pixels of a picture 1280 wide.
    public var keypointsWithin10: Double
    /// The mean distance of found keypoints, in the same pixels.
    public var keypointDistance: Double
    /// The F1 of ids over the whole clip; see `TrackingFigures`.
    public var idF1: Double
    /// The higher order tracking accuracy; see `TrackingFigures`.
    public var hota: Double

    /// Creates figures from their values.
    public init(
        boxPrecision: Double, boxRecall: Double, keypointsWithin10: Double, keypointDistance: Double, idF1: Double,
        hota: Double
    ) {
        self.boxPrecision = boxPrecision
        self.boxRecall = boxRecall
        self.keypointsWithin10 = keypointsWithin10
        self.keypointDistance = keypointDistance
        self.idF1 = idF1
        self.hota = hota
    }

    /// The harmonic mean of precision and recall; 0 if both are 0.
    public var boxF1: Double {
        let sum = boxPrecision + boxRecall
        return sum > 0 ? 2 * boxPrecision * boxRecall / sum : sum
    }

    /// A single number for tables: the mean of the boxes' F1, the keypoints within 10 pixels and the ids' F1. Figures
    /// that are NaN, as for a model without keypoints, are excluded.
    public var overall: Double {
        let parts = [boxF1, keypointsWithin10, idF1].filter(\.isFinite)
        return parts.isEmpty ? .nan : parts.reduce(0, +) / Double(parts.count)
    }
}

extension QualityFigures {
    /// Compares a result with a reference: the truth of a synthetic clip, or the result of another setting.
    ///
    /// Only frames that the result contains are compared, because a benchmark may analyse only the beginning of a clip.
    ///
    /// - Throws: `EvaluationError` if an id occurs twice in a frame.
    public init(found: ClipObservations, reference: ClipObservations) throws(EvaluationError) {
        var objects = DetectionScore(maximumDetections: 1000)
        var pitch = PitchScore()
        let size = (reference.width ?? found.width ?? 1280, reference.height ?? found.height ?? 720)
        let answers = Dictionary(found.frames.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
        var frames: [TrackingSequence.Frame] = []
        for truth in reference.frames {
            guard let answer = answers[truth.index] else { continue }
            let frame = EvaluatedFrame(name: "\(truth.index)", width: size.0, height: size.1)
            objects.add(
                frame: frame, found: answer.objects.map(\.detection), truth: truth.objects.map(\.detection))
            pitch.add(
                frame: frame, found: answer.keypoints, view: nil, truth: PitchTruth(keypoints: truth.keypoints))
            frames.append(
                .init(truth: truth.objects.map(TrackedBox.init), found: answer.objects.map(TrackedBox.init)))
        }
        var tracks = TrackingScore()
        try tracks.add(TrackingSequence(name: "clip", frames: frames))
        let classes = objects.summary.classes
        let hits = classes.reduce(0.0) { $0 + ($1.curve.points.last?.recall ?? 0) * Double($1.truthCount) }
        let places = pitch.summary
        self.init(
            boxPrecision: hits / Double(classes.reduce(0) { $0 + $1.detectionCount }),
            boxRecall: hits / Double(classes.reduce(0) { $0 + $1.truthCount }),
            keypointsWithin10: places.within10, keypointDistance: places.meanDistance,
            idF1: tracks.summary.all.idf1, hota: tracks.summary.all.hota)
    }
}
