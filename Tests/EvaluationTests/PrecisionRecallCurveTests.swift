import Testing

@testable import Evaluation

struct PrecisionRecallCurveTests {
    /// Right, wrong, right, of 4 objects: precision 1 up to a recall of 0.25, then 2/3 up to 0.5, then none.
    private let curve = PrecisionRecallCurve(
        hits: [(0.9, true), (0.8, false), (0.7, true)], truthCount: 4)

    @Test func pointsCountWhatCameBefore() {
        #expect(curve.points.map(\.recall) == [0.25, 0.25, 0.5])
        #expect(curve.points.map(\.precision) == [1, 0.5, 2.0 / 3])
        #expect(curve.envelope == [1, 2.0 / 3, 2.0 / 3])
    }

    @Test func averagePrecisionReads101Recalls() {
        // 0.00...0.25 are 26 recalls at 1, 0.26...0.50 are 25 at 2/3, the other 50 are 0.
        #expect(agree(curve.averagePrecision, (26 + 25 * 2.0 / 3) / 101, within: 1e-12))
    }

    @Test func trapezoidsAreLinearBetweenPoints() {
        // At 1 up to 0.24, at 0.25 read 2/3 (the last point there), at 2/3 up to 0.49, 0 from 0.50.
        let expected = 0.24 + (1 + 2.0 / 3) / 2 * 0.01 + 0.24 * 2.0 / 3 + 2.0 / 3 / 2 * 0.01
        #expect(agree(curve.averagePrecisionByTrapezoids, expected, within: 1e-9))
    }

    @Test func bestPointHasTheHighestF1() {
        // F1: 0.4 at 0.9, 1/3 at 0.8, 4/7 at 0.7.
        #expect(curve.best == OperatingPoint(confidence: 0.7, precision: 2.0 / 3, recall: 0.5))
        #expect(agree(curve.best.f1, 4.0 / 7, within: 1e-12))
    }

    @Test func detectionsOfOneConfidenceStandOrFallTogether() {
        let curve = PrecisionRecallCurve(hits: [(0.5, true), (0.5, false), (0.5, false)], truthCount: 1)
        #expect(curve.best == OperatingPoint(confidence: 0.5, precision: 1.0 / 3, recall: 1))
    }

    @Test func thresholdTakesWhatIsAtLeastAsSure() {
        #expect(curve.at(confidence: 0.8) == OperatingPoint(confidence: 0.8, precision: 0.5, recall: 0.25))
        #expect(curve.at(confidence: 0.81).precision == 1)
        #expect(curve.at(confidence: 0.95) == OperatingPoint(confidence: 0.95, precision: 0, recall: 0))
    }

    @Test func withoutTruthNothingIsANumber() {
        let curve = PrecisionRecallCurve(hits: [(0.9, false)], truthCount: 0)
        #expect(curve.averagePrecision.isNaN)
        #expect(curve.averagePrecisionByTrapezoids.isNaN)
        #expect(curve.best.f1.isNaN)
        #expect(curve.at(confidence: 0).recall.isNaN)
    }

    @Test func withoutDetectionsEverythingIsZero() {
        let curve = PrecisionRecallCurve(hits: [], truthCount: 3)
        #expect(curve.averagePrecision == 0)
        #expect(curve.averagePrecisionByTrapezoids == 0)
        #expect(curve.best.f1 == 0)
    }

    @Test func theHighestRecallKeepsThePrecision() {
        // Precisions 1, 1/2, 2/3, 3/4; recalls 1/4, 1/4, 1/2, 3/4.
        let curve = PrecisionRecallCurve(
            hits: [(0.9, true), (0.8, false), (0.7, true), (0.6, true)], truthCount: 4)
        #expect(curve.highestRecall(precision: 0.75) == OperatingPoint(confidence: 0.6, precision: 0.75, recall: 0.75))
        #expect(curve.highestRecall(precision: 0.85) == OperatingPoint(confidence: 0.9, precision: 1, recall: 0.25))
        // 17 of 20 are exactly enough, and detections of one confidence count together.
        let exact = PrecisionRecallCurve(
            hits: (0..<20).map { (0.5, $0 < 17) } + [(0.4, false), (0.4, true)], truthCount: 20)
        #expect(exact.highestRecall(precision: 0.85) == OperatingPoint(confidence: 0.5, precision: 0.85, recall: 0.85))
        let wrong = PrecisionRecallCurve(hits: [(0.9, false), (0.8, true)], truthCount: 1).highestRecall(
            precision: 0.85)
        #expect(wrong.recall == 0 && wrong.precision.isNaN && wrong.confidence.isNaN)
        #expect(PrecisionRecallCurve(hits: [(0.9, false)], truthCount: 0).highestRecall(precision: 0.5).recall.isNaN)
    }

    @Test func severalClassesShareOneThreshold() {
        let sure = PrecisionRecallCurve(hits: [(0.9, true), (0.2, false)], truthCount: 1)
        let unsure = PrecisionRecallCurve(hits: [(0.4, true)], truthCount: 1)
        let empty = PrecisionRecallCurve(hits: [(0.3, false)], truthCount: 0)
        let best = PrecisionRecallCurve.best(of: [sure, unsure, empty])
        #expect(best == OperatingPoint(confidence: 0.4, precision: 1, recall: 1))
    }
}
