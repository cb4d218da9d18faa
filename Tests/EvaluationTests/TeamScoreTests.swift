import Geometry
import Testing

@testable import Evaluation

struct TeamScoreTests {
    private func person(_ id: Int, _ team: Int?) -> TeamScore.Person {
        TeamScore.Person(id: id, box: square(Double(id) * 300), team: team)
    }

    private func score(found: [Int?], truth: [Int?], frames: Int = 1) -> TeamSummary {
        var score = TeamScore()
        for _ in 0..<frames {
            score.add(
                found: found.enumerated().map { person($0.offset, $0.element) },
                truth: truth.enumerated().map { person($0.offset, $0.element) })
        }
        return score.summary
    }

    @Test func theNamesOfTheTeamsSayNothing() {
        for found in [[0, 0, 1, 1], [1, 1, 0, 0]] {
            let summary = score(found: found, truth: [0, 0, 1, 1])
            #expect(summary.tracksRight == 1 && summary.boxesRight == 1 && summary.tracksNamed == 1)
        }
    }

    @Test func wrongAndNamelessTracksAreNotRight() {
        let summary = score(found: [0, 0, 0, nil], truth: [0, 0, 1, 1], frames: 3)
        #expect(summary.trackCount == 4 && summary.boxCount == 12)
        #expect(summary.tracksRight == 0.5)
        #expect(summary.boxesRight == 0.5)
        #expect(summary.tracksNamed == 0.75)
    }

    @Test func refereesPlayForNone() {
        let summary = score(found: [0, 1, 0], truth: [0, 1, nil])
        #expect(summary.trackCount == 2)
        #expect(summary.tracksRight == 1)
    }

    @Test func aTracksTeamIsThatOfMostOfItsBoxes() {
        var score = TeamScore()
        for team in [0, 0, 1] { score.add(found: [person(0, team)], truth: [person(0, 1)]) }
        for _ in 0..<5 { score.add(found: [person(1, 1)], truth: [person(1, 0)]) }
        let summary = score.summary
        #expect(summary.tracksRight == 1)
        #expect(agree(summary.boxesRight, 7 / 8))
    }

    @Test func nothingIsNotANumber() {
        let summary = TeamScore().summary
        #expect(summary.tracksRight.isNaN && summary.boxesRight.isNaN && summary.trackCount == 0)
    }
}
