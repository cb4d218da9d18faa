import Geometry
import Observations
import Testing

@testable import Detection
@testable import Engines

@Suite struct NonMaximumSuppressionTests {
    private static func candidate(_ x: Double, _ confidence: Float, _ classIndex: Int = 0, cell: Int = 0) -> Candidate {
        Candidate(
            box: Box(x1: x, y1: 0, x2: x + 10, y2: 10), classIndex: classIndex, confidence: confidence, cell: cell)
    }

    @Test func keepsTheMostConfidentOfOverlapping() {
        // 9 of 11 shared: IoU 0.82.
        let kept = NonMaximumSuppression.perClass(
            [Self.candidate(0, 0.5), Self.candidate(1, 0.9), Self.candidate(30, 0.3)], iou: 0.7, limit: 300)
        #expect(kept.map(\.confidence) == [0.9, 0.3])
    }

    @Test func whatWasDroppedDropsNothing() {
        let row = (0..<4).map { Self.candidate(Double($0) * 3, 0.9 - Float($0) * 0.1) }
        // Neighbours share 7 of 13 (0.54), second neighbours 4 of 16.
        #expect(NonMaximumSuppression.perClass(row, iou: 0.5, limit: 300).map(\.box.x1) == [0, 6])
    }

    @Test func whatIsNoPeakFadesWhereABetterBoxIs() {
        func shoulder(_ x: Double, _ confidence: Float, _ classIndex: Int = 0) -> Candidate {
            var candidate = Self.candidate(x, confidence, classIndex)
            candidate.isPeak = false
            return candidate
        }
        // At 5 the overlap is a third, at 6 a quarter; at 3 too much.
        let all = [
            Self.candidate(0, 0.9), shoulder(5, 0.8), shoulder(3, 0.8), Self.candidate(-6, 0.4), shoulder(40, 0.3),
            shoulder(0, 0.7, 1),
        ]
        let kept = NonMaximumSuppression.perClassFading(all, iou: 0.5, limit: 300, confidence: 0.25)
        #expect(kept.map(\.box.x1) == [0, 0, -6, 5, 40])
        #expect(abs(kept[3].confidence - 0.8 * 4 / 9) < 1e-5)
        // What has faded below the threshold is gone, and the limit counts what is left.
        let few = NonMaximumSuppression.perClassFading(all, iou: 0.5, limit: 2, confidence: 0.36)
        #expect(few.map(\.confidence) == [0.9, 0.7])
        #expect(NonMaximumSuppression.perClassFading(all, iou: 0.5, limit: 300, confidence: 0.36).count == 3)
    }

    @Test func classesDoNotTouchOneAnother() {
        let both = [Self.candidate(0, 0.5, 0), Self.candidate(0, 0.9, 1)]
        #expect(NonMaximumSuppression.perClass(both, iou: 0.5, limit: 300).count == 2)
        let one = NonMaximumSuppression.acrossClasses(both, iou: 0.5) { _ in true }
        #expect(one.map(\.classIndex) == [1])
        #expect(NonMaximumSuppression.acrossClasses(both, iou: 0.5) { $0 == 1 }.count == 2)
    }

    @Test func keepsTheBestUpToTheLimitInAFixedOrder() {
        let equal = (0..<10).map { Self.candidate(Double(100 - $0) * 20, 0.5, cell: $0) }
        let kept = NonMaximumSuppression.perClass(equal.reversed(), iou: 0.5, limit: 3)
        #expect(kept.map(\.cell) == [0, 1, 2])
    }

    @Test func aPartOfAPersonIsNoPerson() {
        func person(_ box: Box, _ confidence: Float, _ classIndex: Int = 0) -> Candidate {
            Candidate(box: box, classIndex: classIndex, confidence: confidence, cell: 0)
        }
        let whole = person(Box(x1: 0, y1: 0, x2: 20, y2: 60), 0.7)
        let legs = person(Box(x1: 2, y1: 35, x2: 14, y2: 62), 0.8)
        let ball = person(Box(x1: 5, y1: 50, x2: 9, y2: 54), 0.4, 1)
        let behind = person(Box(x1: 14, y1: 5, x2: 34, y2: 60), 0.5)
        let all = [legs, whole, behind, ball]
        let kept = NonMaximumSuppression.wholes(all, share: 0.7) { $0 == 0 }
        #expect(kept.map(\.box) == [whole, behind, ball].map(\.box))
        // What is hardly believed itself takes nothing away.
        let doubtful = [legs, person(whole.box, 0.2)]
        #expect(NonMaximumSuppression.wholes(doubtful, share: 0.7) { $0 == 0 }.count == 2)
    }
}
