import Geometry
import Testing

@testable import Inference

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
}
