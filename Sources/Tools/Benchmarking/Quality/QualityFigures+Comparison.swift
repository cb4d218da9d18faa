public import Evaluation
import Geometry
import Observations
import Tracking

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
