import Geometry
import Observations
import Testing

@testable import Evaluation

struct DetectionScoreTests {
    @Test func perfectDetectionsGetEverything() {
        var score = DetectionScore()
        score.add(frame: .hd, found: [player(0, 0.9), player(300, 0.8)], truth: [player(0), player(300)])
        let figures = score.summary[.player]
        #expect(figures.map50 == 1)
        #expect(figures.map50To95 == 1)
        #expect(figures.averageRecall == 1)
        #expect(figures.best == OperatingPoint(confidence: 0.8, precision: 1, recall: 1))
    }

    @Test func framesAreRankedTogether() {
        // By confidence: wrong (first frame), right (second): precision 1/2 at a recall of 1/2.
        var score = DetectionScore()
        score.add(frame: .hd, found: [player(500, 0.9)], truth: [player(0)])
        score.add(frame: .hd, found: [player(0, 0.8)], truth: [player(0)])
        #expect(agree(score.summary[.player].map50, 51 * 0.5 / 101, within: 1e-12))
    }

    @Test func classesWithoutTruthDoNotCount() {
        var score = DetectionScore()
        let ball = Detection(box: square(0), objectClass: .ball, confidence: 1)
        score.add(frame: .hd, found: [player(0, 0.9), ball], truth: [player(0)])
        let summary = score.summary
        #expect(summary.map50 == 1)
        #expect(summary[.ball].map50.isNaN)
        #expect(summary[.ball].averageRecall.isNaN)
        #expect(summary[.ball].detectionCount == 1)
        #expect(summary[.referee].best.precision.isNaN)
    }

    @Test func aClassThatIsNeverFoundCountsAsZero() {
        var score = DetectionScore()
        let ball = Detection(box: square(300), objectClass: .ball, confidence: 1)
        score.add(frame: .hd, found: [player(0, 0.9)], truth: [player(0), ball])
        #expect(score.summary.map50 == 0.5)
        #expect(score.summary[.ball].map50 == 0)
    }

    @Test func anObjectOfAnotherClassIsNoMatch() {
        var score = DetectionScore()
        let referee = Detection(box: square(0), objectClass: .referee, confidence: 0.9)
        score.add(frame: .hd, found: [referee], truth: [player(0)])
        #expect(score.summary[.player].map50 == 0)
    }

    @Test func nothingAtAllIsNotANumber() {
        let summary = DetectionScore().summary
        #expect(summary.map50.isNaN)
        #expect(summary.map50To95.isNaN)
        #expect(summary.best.f1.isNaN)
        #expect(summary.missGrid.isEmpty)
    }

    @Test func theBallIsReadAtTwoConfidences() {
        var score = DetectionScore()
        let balls = [(0.0, 0.9), (200, 0.35), (400, 0.25)].map {
            Detection(box: square($0.0), objectClass: .ball, confidence: $0.1)
        }
        score.add(frame: .hd, found: balls, truth: [balls[0], balls[2]])
        let figures = score.summary.ball(threshold: 0.3)
        #expect(figures.atThreshold == OperatingPoint(confidence: 0.3, precision: 0.5, recall: 0.5))
        #expect(figures.precise == OperatingPoint(confidence: 0.9, precision: 1, recall: 0.5))
        #expect(DetectionScore().summary.ball(threshold: 0.3).atThreshold.recall.isNaN)
    }

    @Test func missesAreCountedWhereTheyAre() {
        var score = DetectionScore()
        score.add(frame: .hd, found: [player(0, 0.9)], truth: [player(0), player(1180)])
        let grid = score.summary.missGrid
        #expect(grid.mean(column: 0, row: 0) == 0)
        #expect(grid.mean(column: 15, row: 0) == 1)
        #expect(grid.mean(column: 8, row: 8).isNaN)
    }

    @Test func theFrameWithMostErrorsIsWorst() throws {
        var score = DetectionScore()
        let names = ["good", "one missed", "two wrong"]
        let frames = names.map { EvaluatedFrame(name: $0, width: 1280, height: 720) }
        score.add(frame: frames[0], found: [player(0, 0.9), player(500, 0.1)], truth: [player(0)])
        score.add(frame: frames[1], found: [player(0, 0.3)], truth: [player(0)])
        score.add(frame: frames[2], found: [player(0, 0.9), player(200, 0.9), player(400, 0.9)], truth: [player(0)])
        let worst = score.worstFrames(limit: 5, confidence: 0.5)
        #expect(worst.map(\.frame.name) == ["two wrong", "one missed"])
        #expect(worst[0].wrong.map(\.box.x1) == [200, 400])
        #expect(worst[1].missed.map(\.box) == [square(0)])
        #expect(score.worstFrames(limit: 1, confidence: 0.5).count == 1)
    }
}
