import Foundation
import Geometry
import Observations
import Testing

@testable import Evaluation

/// The report of several labelled folders, and of the matches in one.
struct EvaluatedSetsTests {
    private func frame(_ name: String, of set: String? = nil) -> EvaluatedFrame {
        EvaluatedFrame(name: name, width: 1280, height: 720, set: set)
    }

    private func ball(_ x: Double, _ confidence: Double = 1) -> Detection {
        Detection(box: square(x), objectClass: .ball, confidence: confidence)
    }

    private func keypoints(_ x: Double) -> [Keypoint] {
        var keypoints = [Keypoint](repeating: .absent, count: 32)
        keypoints[13] = Keypoint(point: Point(x, 100), confidence: 0.5)
        return keypoints
    }

    /// Two sets of objects, the second with more errors, and one of the pitch.
    private func report() -> EvaluationReport {
        var report = EvaluationReport(title: "a model")
        report.confidenceThreshold = 0.3
        for (set, wrong) in [("home", 1), ("away", 3)] {
            var score = DetectionScore()
            let found = (0..<wrong).map { player(Double($0) * 150 + 300, 0.9) }
            score.add(frame: frame("cup_1", of: set), found: [player(0, 0.9)] + found, truth: [player(0), ball(0)])
            score.add(frame: frame("league_1", of: set), found: [ball(0, 0.4)], truth: [ball(0)])
            var summary = score.summary
            summary.matches = score.matches
            report.worst.add(score.worstFrames(limit: .max, confidence: 0.3))
            report.sets.append(EvaluatedSet(name: set, players: summary))
        }
        var pitch = PitchScore()
        pitch.add(
            frame: frame("picture", of: "pitch"), found: keypoints(640), truth: PitchTruth(keypoints: keypoints(640)))
        var summary = pitch.summary
        summary.matches = pitch.matches
        report.worst.add(pitch.worstFrames(limit: .max))
        report.sets.append(EvaluatedSet(name: "pitch", pitch: summary))
        return report
    }

    @Test func setsAreMembersOfAnArrayInTheJSON() throws {
        let object = try #require(JSONSerialization.jsonObject(with: Data(report().json())) as? [String: Any])
        #expect(object.keys.sorted() == ["sets", "title"])
        let sets = try #require(object["sets"] as? [[String: Any]])
        #expect(sets.map { $0["name"] as? String } == ["home", "away", "pitch"])
        #expect(sets.map { $0.keys.sorted() } == [["name", "players"], ["name", "players"], ["name", "pitch"]])
        let players = try #require(sets[1]["players"] as? [String: Any])
        #expect(players["frames"] as? Int == 2)
        let ball = try #require(players["ball"] as? [String: Any])
        #expect(ball["confidence"] as? Double == 0.3)
        #expect(ball["precision"] as? Double == 1)
        #expect(ball["recall"] as? Double == 0.5)
        #expect(ball["recall_at_precision_85"] as? Double == 0.5)
        #expect(ball["confidence_at_precision_85"] as? Double == 0.4)
        let matches = try #require(players["matches"] as? [[String: Any]])
        #expect(matches.map { $0["name"] as? String } == ["cup", "league"])
        #expect((matches[1]["map50"] as? [String: Any])?["ball"] as? Double == 1)
        // The name of the only picture of a pitch has no number.
        let pitches = (sets[2]["pitch"] as? [String: Any])?["matches"] as? [[String: Any]]
        #expect(pitches?.count == 1)
        #expect(pitches?.first?["name"] is NSNull)
    }

    @Test func theTextComparesSetsAndListsMatches() throws {
        let text = report().table
        for heading in [
            "Objects by set, mAP50", "Objects of home, 2 frames", "Ball of away", "Objects of away by match, mAP50",
            "Pitch of pitch by match",
        ] { #expect(text.contains("\n\(heading)\n"), "\(heading)") }
        // There is only one set with a pitch, so there is nothing to compare.
        #expect(!text.contains("Pitch by set"))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.contains("(no frame number)       1       0.0000  1.0000     0.00  1.0000"))
        #expect(lines.contains("cup          1  0.500  0.000           -   1.000        -"))
    }

    @Test func theTextListsTheWorstFramesOfAllSets() throws {
        let text = report().table
        let start = try #require(text.range(of: "Frames with the most errors\n")).upperBound
        let lines = text[start...].split(separator: "\n").prefix(3).map(String.init)
        #expect(lines == ["frame   set  missed  wrong", "cup_1  away       1      3", "cup_1  home       1      1"])
        #expect(text.hasSuffix("picture  pitch               no view\n"))
    }

    @Test func oneFolderIsReportedAsItself() throws {
        var report = report()
        report.players = report.sets[0].players
        report.players?.matches = []
        report.sets = []
        let object = try #require(JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any])
        #expect(object.keys.sorted() == ["players", "title"])
        #expect((object["players"] as? [String: Any])?["matches"] == nil)
        let text = report.table
        #expect(text.contains("\nObjects, 2 frames\n"))
        #expect(text.contains("\nBall\n"))
        #expect(!text.contains("Frames with") && !text.contains("by set") && !text.contains("by match"))
    }

    @Test func thePageShowsEachSet() throws {
        let page = try report().html()
        for text in [
            "Objects by set, mAP50", "Objects of away, 2 frames", "home: Precision over recall", "pitch: Mean keypoint",
        ] {
            #expect(page.contains(text), "\(text)")
        }
        let misses = FrameMisses(frame: frame("cup_1", of: "away"), missed: [], wrong: [player(0)])
        #expect(
            GalleryPicture(misses, dataURI: "data:image/jpeg;base64,AAAA").caption == "cup_1 of away: 0 missed, 1 wrong"
        )
    }

    @Test func worstFramesOfSetsAreMerged() {
        var worst = WorstFrames()
        worst.add(
            [1, 3].map { count in
                FrameMisses(frame: frame("a\(count)"), missed: (0..<count).map { player(Double($0)) }, wrong: [])
            })
        worst.add(
            [3, 2].map { count in
                FrameMisses(frame: frame("b\(count)"), missed: [], wrong: (0..<count).map { player(Double($0)) })
            })
        #expect(worst.objects.map(\.frame.name) == ["a3", "b3", "b2", "a1"])
        worst.add([0.5, nil].map { PitchMisses(frame: frame("a"), error: $0, truth: [], found: []) })
        worst.add([2, nil].map { PitchMisses(frame: frame("b"), error: $0, truth: [], found: []) })
        #expect(worst.pitch.map(\.error) == [nil, nil, 2, 0.5])
        #expect(worst.pitch.map(\.frame.name) == ["a", "b", "b", "a"])
    }
}
