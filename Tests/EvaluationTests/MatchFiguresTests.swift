import Geometry
import Observations
import Pitch
import Testing

@testable import Evaluation

struct MatchFiguresTests {
    private func frame(_ name: String) -> EvaluatedFrame { EvaluatedFrame(name: name, width: 1280, height: 720) }

    /// The figures of a match are those of a score to which only its frames were added.
    @Test func objectsOfAMatchAreMeasuredAlone() {
        let frames: [(String, found: [Detection], truth: [Detection])] = [
            ("b_1", [player(0, 0.9), player(500, 0.8)], [player(0)]),
            ("a_1", [player(20, 0.7)], [player(0), player(300)]),
            ("b_2", [player(300, 0.6)], [player(300), player(900)]),
            ("a_2", [], []),
        ]
        var all = DetectionScore()
        var alone = ["a": DetectionScore(), "b": DetectionScore()]
        for (name, found, truth) in frames {
            all.add(frame: frame(name), found: found, truth: truth)
            alone[String(name.prefix(1))]?.add(frame: frame(name), found: found, truth: truth)
        }
        let matches = all.matches
        #expect(matches.map(\.name) == ["a", "b"])
        for match in matches {
            let own = alone[match.name ?? ""]?.summary
            #expect(match.summary.frameCount == 2)
            #expect(match.summary.map50 == own?.map50)
            #expect(match.summary[.player].averagePrecision == own?[.player].averagePrecision)
            #expect(match.summary[.player].truthCount == own?[.player].truthCount)
            #expect(match.summary.missGrid == own?.missGrid)
        }
        #expect(matches[0].summary.map50 != matches[1].summary.map50)
        // The score of all frames is as it was.
        #expect(all.summary[.player].truthCount == 5)
        #expect(DetectionScore().matches.isEmpty)
    }

    @Test func pitchesOfAMatchAreMeasuredAlone() {
        let truth = PitchTruth(keypoints: [Keypoint(point: Point(640, 100), confidence: 1), .absent])
        var score = PitchScore()
        for (name, shift) in [("b_1", 4.0), ("a_1", 30), ("picture", 0), ("b_2", 8)] {
            let found = [Keypoint(point: Point(640 + shift, 100), confidence: 0.5), .absent]
            score.add(frame: frame(name), found: found, view: nil, truth: truth)
        }
        let matches = score.matches
        #expect(matches.map(\.name) == ["a", "b", nil])
        #expect(matches.map(\.summary.frameCount) == [1, 2, 1])
        #expect(matches.map(\.summary.meanDistance) == [30, 6, 0])
        #expect(matches.map(\.summary.within10) == [0, 1, 1])
        #expect(agree(matches[1].summary.errorGrid.mean(column: 8, row: 1), 6, within: 1e-9))
    }
}
