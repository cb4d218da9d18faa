import Geometry
import Observations
import Testing

@testable import Evaluation

/// The figures beside those of `ultralytics`, on the same keypoints.
struct UltralyticsTests {
    private struct Figures: Decodable {
        /// By frame.
        var similarities: [Double]
        /// At ten thresholds.
        var ap: [Double]
    }

    @Test func figuresAreThoseOfUltralytics() throws {
        let expected = try Fixture.figures("keypoints-ultralytics.json", as: Figures.self)
        var score = PitchScore()
        for box in try Fixture.rows("keypoints-boxes.csv") {
            let truth = PitchTruth(
                keypoints: try keypoints("keypoints-truth.csv", frame: box[0]),
                box: Box(x1: box[1], y1: box[2], x2: box[3], y2: box[4]))
            score.add(
                frame: .hd, found: try keypoints("keypoints-found.csv", frame: box[0]), view: nil,
                confidence: box[5], truth: truth)
        }
        for (outcome, similarity) in zip(score.outcomes, expected.similarities) {
            #expect(agree(outcome.similarity, similarity, within: 1e-5))
        }
        #expect(agree(score.summary.oksMAP50, expected.ap[0], within: 1e-9))
        #expect(agree(score.summary.oksMAP50To95, meanOfNumbers(expected.ap), within: 1e-9))
    }

    private func keypoints(_ name: String, frame: Double) throws -> [Keypoint] {
        var keypoints = [Keypoint](repeating: .absent, count: 32)
        for row in try Fixture.rows(name) where row[0] == frame {
            keypoints[Int(row[1])] = Keypoint(point: Point(x: row[2], y: row[3]), confidence: 1)
        }
        return keypoints
    }
}
