import Geometry
import Observations
import Tracking

/// How much of a reference a result has: the truth, or what the slowest and best setting found. 0 to 1 where nothing else
/// is said; not a number where the reference has nothing to compare.
public struct QualityFigures: Hashable, Sendable {
    /// Of boxes, at an overlap of 0.50 with one of the same class; all frames and classes together.
    public var boxPrecision: Double
    /// The share of the reference's boxes that were found, in the same sense.
    public var boxRecall: Double
    /// The share of the reference's keypoints that were found within 10 pixels of a picture 1280 wide.
    public var keypointsWithin10: Double
    /// The mean distance of keypoints found, in those pixels.
    public var keypointDistance: Double
    /// How well the ids hold over the clip; see `TrackingFigures`.
    public var idF1: Double
    /// Higher order tracking accuracy; see `TrackingFigures`.
    public var hota: Double

    /// Makes figures from their values.
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

    /// The harmonic mean of precision and recall; 0 where both are.
    public var boxF1: Double {
        let sum = boxPrecision + boxRecall
        return sum > 0 ? 2 * boxPrecision * boxRecall / sum : sum
    }

    /// One number for the table: the mean of the boxes' F1, the keypoints within 10 pixels, and the ids' F1. A model
    /// without keypoints is judged by the others.
    public var overall: Double {
        let parts = [boxF1, keypointsWithin10, idF1].filter(\.isFinite)
        return parts.isEmpty ? .nan : parts.reduce(0, +) / Double(parts.count)
    }
}

extension QualityFigures {
    /// Holds what was found against a reference: a synthetic clip's truth, or the result of another setting.
    ///
    /// Frames that the result does not have are not compared: a benchmark may look at a clip's beginning only.
    /// - Throws: `EvaluationError` where an id stands twice in a frame.
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
