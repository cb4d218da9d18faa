import Geometry
import Observations
import Pitch
import Testing

@testable import Evaluation

struct PitchScoreTests {
    private let frame = EvaluatedFrame(name: "frame", width: 640, height: 360)

    /// The left penalty box from above: 10 pixels a metre, so that every vertex lands exactly.
    private func keypoints(_ vertices: [Int], shift: Double = 0) -> [Keypoint] {
        PitchTemplate.vertices.enumerated().map { index, vertex in
            guard vertices.contains(index) else { return .absent }
            return Keypoint(point: Point(x: vertex.x * 10 + 50 + shift, y: vertex.y * 4 + 20), confidence: 0.5)
        }
    }

    private let some = [0, 1, 2, 3, 4, 5, 6, 7]

    @Test func distancesAreInPixelsAt1280Wide() {
        // A shift of 4 at 640 wide is one of 8 at 1280.
        var score = PitchScore()
        score.add(
            frame: frame, found: keypoints(some, shift: 4), view: nil, truth: PitchTruth(keypoints: keypoints(some)))
        let summary = score.summary
        #expect(agree(summary.meanDistance, 8, within: 1e-9))
        #expect(agree(summary.medianDistance, 8, within: 1e-9))
        #expect(summary.within5 == 0)
        #expect(summary.within10 == 1)
        #expect(agree(summary.errorGrid.mean(column: 1, row: 0), 8, within: 1e-9))
    }

    @Test func foundFalseAndMissedOnesAreCounted() {
        // Of 8 labelled, 6 are found; 2 more are found where no label is.
        var score = PitchScore()
        score.add(
            frame: frame, found: keypoints([0, 1, 2, 3, 4, 5, 10, 11]), view: nil,
            truth: PitchTruth(keypoints: keypoints(some)))
        let summary = score.summary
        #expect(summary.labelledCount == 8)
        #expect(summary.recall == 0.75)
        #expect(summary.falseCount == 2)
        #expect(summary.meanDistance == 0)
        // A labelled keypoint that isn't found is within no distance.
        #expect(summary.within20 == 0.75)
    }

    @Test func quantilesAreLinearBetweenValues() {
        #expect(quantile(0.5, ofSorted: [1, 2, 4, 10]) == 3)
        #expect(agree(quantile(0.95, ofSorted: (0...100).map(Double.init)), 95, within: 1e-9))
        #expect(quantile(0.95, ofSorted: [7]) == 7)
        #expect(quantile(0.5, ofSorted: []).isNaN)
    }

    @Test func aShiftInTheImageIsAShiftOnThePitch() {
        // 4 pixels at 10 a metre: every labelled keypoint lands 0.4 m off.
        var score = PitchScore()
        score.add(
            frame: frame, found: keypoints(some, shift: 4), view: nil, truth: PitchTruth(keypoints: keypoints(some)))
        let plain = score.summary.plainHomography
        #expect(agree(plain.mean, 0.4, within: 1e-6))
        #expect(plain.usable == 1)
        #expect(score.summary.view.usable == 0)
        #expect(score.summary.view.mean.isNaN)
    }

    @Test func moreThanAMetreOffIsNotUsable() {
        var score = PitchScore()
        score.add(
            frame: frame, found: keypoints(some, shift: 11), view: nil, truth: PitchTruth(keypoints: keypoints(some)))
        score.add(frame: frame, found: keypoints([0, 1, 6]), view: nil, truth: PitchTruth(keypoints: keypoints(some)))
        #expect(agree(score.summary.plainHomography.mean, 1.1, within: 1e-6))
        #expect(score.summary.plainHomography.usable == 0)
    }

    @Test func similarityFallsWithTheDistance() {
        // OKS of one keypoint: d^2 over 2 a (2 / 32)^2 with a = 0.53 times the area of the box.
        var truth = PitchTruth(keypoints: keypoints([0]))
        truth.box = Box(x1: 0, y1: 0, x2: 100, y2: 100)
        let tolerance = 2 * 0.53 * 10_000.0 / 256
        let far = keypoints([0], shift: tolerance.squareRoot())
        #expect(agree(ObjectKeypointSimilarity.of(far, truth: truth), 0.367879441, within: 1e-9))
        #expect(ObjectKeypointSimilarity.of(keypoints([0]), truth: truth) == 1)
        #expect(ObjectKeypointSimilarity.of([], truth: truth) == 0)
        #expect(ObjectKeypointSimilarity.of([], truth: PitchTruth(keypoints: keypoints([]))).isNaN)
    }

    @Test func nothingIsNotANumber() {
        let summary = PitchScore().summary
        #expect(summary.recall.isNaN)
        #expect(summary.meanDistance.isNaN)
        #expect(summary.oksMAP50.isNaN)
        #expect(summary.view.usable.isNaN)
    }

    @Test func nothingFoundIsZero() {
        var score = PitchScore()
        score.add(frame: frame, found: [], truth: PitchTruth(keypoints: keypoints(some)))
        #expect(score.summary.recall == 0)
        #expect(score.summary.within20 == 0)
        #expect(score.summary.oksMAP50 == 0)
        #expect(score.summary.view.usable == 0)
        #expect(score.summary.meanDistance.isNaN)
    }

    @Test func framesWithoutAViewAreWorst() {
        var score = PitchScore()
        let names = ["right", "lost"]
        for (name, found) in zip(names, [keypoints(some), []]) {
            score.add(
                frame: EvaluatedFrame(name: name, width: 640, height: 360), found: found,
                truth: PitchTruth(keypoints: keypoints(some)))
        }
        #expect(score.worstFrames(limit: 2).map(\.frame.name) == ["lost", "right"])
    }
}
