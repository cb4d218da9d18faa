import Geometry
import Observations
import Testing

@testable import Detection

@Suite struct LetterboxTests {
    /// The inverse of `toSource`.
    private func toModel(_ point: Point, _ box: Letterbox) -> Point {
        Point(x: point.x / box.scaleX + Double(box.left), y: point.y / box.scaleY + Double(box.top))
    }

    @Test func highDefinitionHasTwelveRowsOfGreyAboveAndBelow() {
        let box = Letterbox(sourceWidth: 1280, sourceHeight: 720, modelWidth: 640, modelHeight: 384)
        #expect([box.left, box.top, box.contentWidth, box.contentHeight] == [0, 12, 640, 360])
        #expect(box.toSource(Point(x: 320, y: 192)) == Point(x: 640, y: 360))
    }

    /// Ultralytics: ratio 0.7547, 360.75 rows become 361, 11.5 above becomes 11.
    @Test func roundsAsUltralyticsDoes() {
        let box = Letterbox(sourceWidth: 848, sourceHeight: 478, modelWidth: 640, modelHeight: 384)
        #expect([box.left, box.top, box.contentWidth, box.contentHeight] == [0, 11, 640, 361])
    }

    @Test func standsAtTheTopLeftForYOLOX() {
        let box = Letterbox(
            sourceWidth: 848, sourceHeight: 478, modelWidth: 416, modelHeight: 416, placement: .topLeft)
        #expect([box.left, box.top, box.contentWidth, box.contentHeight] == [0, 0, 416, 234])
    }

    @Test(arguments: [(848, 478), (16, 16), (7680, 4320), (101, 999), (1, 1), (3, 2000)])
    func mapsBothWaysAndStaysInside(size: (Int, Int)) {
        for (placement, alignment) in [(Letterbox.Placement.centred, 1), (.centred, 2), (.topLeft, 1)] {
            let box = Letterbox(
                sourceWidth: size.0, sourceHeight: size.1, modelWidth: 640, modelHeight: 384, placement: placement,
                alignment: alignment)
            for number in [box.left, box.top, box.contentWidth, box.contentHeight] {
                #expect(number.isMultiple(of: alignment))
            }
            #expect(box.left + box.contentWidth <= 640 && box.top + box.contentHeight <= 384)
            let point = Point(x: Double(size.0) * 0.3, y: Double(size.1) * 0.8)
            #expect(box.toSource(toModel(point, box)).distance(to: point) < 1e-9)
            let corner = toModel(Point(x: Double(size.0), y: Double(size.1)), box)
            #expect(corner == Point(x: Double(box.left + box.contentWidth), y: Double(box.top + box.contentHeight)))
        }
    }

    @Test func cutsBoxesOffAtTheEdgeAndDropsWhatIsOutside() {
        let box = Letterbox(sourceWidth: 1280, sourceHeight: 720, modelWidth: 640, modelHeight: 384)
        let cut = box.toSource(Box(x1: -5, y1: 6, x2: 10, y2: 22))
        #expect(cut == Box(x1: 0, y1: 0, x2: 20, y2: 20))
        #expect(box.toSource(Box(x1: 10, y1: 0, x2: 20, y2: 12)) == nil)
        #expect(box.toSource(Box(x1: .nan, y1: 0, x2: 20, y2: 12)) == nil)
        #expect(box.toSource(Box(x1: -.infinity, y1: -.infinity, x2: .infinity, y2: .infinity))?.width == 1280)
    }
}
