import Evaluation
import Geometry
import Observations
import Testing

/// The figures beside those of `pycocotools`, on the same detections.
struct PycocotoolsTests {
    private struct Figures: Decodable {
        struct OneClass: Decodable {
            var ap: [Double]
            var ar100: Double
        }

        /// By the names map50, map50_95 and ar100.
        var all: [String: Double]
        var ball: OneClass
        var goalkeeper: OneClass
        var player: OneClass
        var referee: OneClass
    }

    @Test func figuresAreThoseOfPycocotools() throws {
        let expected = try Fixture.figures("objects-pycocotools.json", as: Figures.self)
        let truth = try Fixture.rows("objects-truth.csv")
        let found = try Fixture.rows("objects-found.csv")
        var score = DetectionScore()
        for frame in 0..<40 {
            score.add(
                frame: .hd, found: try found.filter { $0[0] == Double(frame) }.map(detection),
                truth: try truth.filter { $0[0] == Double(frame) }.map(detection))
        }
        let summary = score.summary
        #expect(agree(summary.map50, try #require(expected.all["map50"]), within: 1e-9))
        #expect(agree(summary.map50To95, try #require(expected.all["map50_95"]), within: 1e-9))
        #expect(agree(summary.averageRecall, try #require(expected.all["ar100"]), within: 1e-9))
        let byClass = [expected.ball, expected.goalkeeper, expected.player, expected.referee]
        for (figures, expected) in zip(summary.classes, byClass) {
            #expect(zip(figures.averagePrecision, expected.ap).allSatisfy { agree($0, $1, within: 1e-9) })
            #expect(agree(figures.averageRecall, expected.ar100, within: 1e-9))
        }
    }

    private func detection(_ row: [Double]) throws -> Detection {
        Detection(
            box: Box(x1: row[2], y1: row[3], x2: row[4], y2: row[5]),
            objectClass: try #require(ObjectClass(rawValue: Int(row[1]))), confidence: row.count > 6 ? row[6] : 1)
    }
}
