import Geometry
import Testing

@Suite struct BoxTests {
    private let box = Box(x1: 10, y1: 20, x2: 30, y2: 60)

    @Test func overlapIsIntersectionOverUnion() {
        // 10 x 40 shared of 800 + 800 - 400.
        #expect(box.iou(Box(x1: 20, y1: 20, x2: 40, y2: 60)) == 400.0 / 1200)
        #expect(box.iou(box) == 1)
        #expect(box.iou(Box(x1: 30, y1: 20, x2: 50, y2: 60)) == 0)
        #expect(Box(x1: 5, y1: 5, x2: 5, y2: 5).iou(Box(x1: 5, y1: 5, x2: 5, y2: 5)) == 0)
    }

    @Test func aPersonStandsOnTheLowerEdge() {
        #expect(box.foot == Point(20, 60))
        #expect(box.center == Point(20, 40))
    }

    @Test func clampingKeepsWhatIsInThePicture() {
        #expect(box.clamped(width: 25, height: 50) == Box(x1: 10, y1: 20, x2: 25, y2: 50))
        #expect(box.clamped(width: 5, height: 50).area == 0)
    }

    @Test func interpolationGoesSideBySide() {
        let later = Box(x1: 20, y1: 20, x2: 50, y2: 80)
        #expect(box.interpolated(to: later, at: 0.5) == Box(x1: 15, y1: 20, x2: 40, y2: 70))
    }
}
