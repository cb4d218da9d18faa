/// How much of a reference a result has: the truth, or what the slowest and best setting found. 0 to 1 where nothing else
/// is said; not a number where the reference has nothing to compare.
public struct QualityFigures: Hashable, Sendable {
    /// Of boxes, at an overlap of 0.50 with one of the same class; all frames and classes together.
    public var boxPrecision: Double
    public var boxRecall: Double
    /// The share of the reference's keypoints that were found within 10 pixels of a picture 1280 wide.
    public var keypointsWithin10: Double
    /// The mean distance of keypoints found, in those pixels.
    public var keypointDistance: Double
    /// How well the ids hold over the clip; see `TrackingFigures`.
    public var idF1: Double
    public var hota: Double

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
