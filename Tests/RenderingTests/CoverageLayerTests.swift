import Geometry
import Media
import Testing

@testable import Rendering

struct CoverageLayerTests {
    @Test func boxOnPixelEdgesCoversWholePixels() {
        var layer = CoverageLayer(width: 6, height: 4)
        layer.fill(Box(x1: 1, y1: 1, x2: 4, y2: 3))
        #expect(layer.drawing == ["      ", " ###  ", " ###  ", "      "])
    }

    @Test func boxBetweenPixelsCoversByArea() {
        var layer = CoverageLayer(width: 4, height: 1)
        layer.fill(Box(x1: 0.75, y1: 0, x2: 2.5, y2: 0.5))
        #expect(layer.coverage == [32, 128, 64, 0])
    }

    @Test func outlineIsAFrameOfItsThickness() {
        var layer = CoverageLayer(width: 8, height: 7)
        layer.outline(Box(x1: 2, y1: 2, x2: 6, y2: 5), thickness: 2)
        #expect(
            layer.drawing == [
                "        ", " ###### ", " ###### ", " ##  ## ", " ###### ", " ###### ", "        ",
            ])
    }

    @Test func lineThroughPixelCentresIsOnePixelWide() {
        var layer = CoverageLayer(width: 7, height: 3)
        layer.line(from: Point(1.5, 1.5), to: Point(5.5, 1.5), thickness: 1)
        #expect(layer.drawing == ["       ", " ##### ", "       "])
    }

    @Test func steepAndFlatLinesAreTheSameTurned() {
        var flat = CoverageLayer(width: 24, height: 24)
        flat.line(from: Point(2, 5), to: Point(21, 11), thickness: 2.5)
        var steep = CoverageLayer(width: 24, height: 24)
        steep.line(from: Point(5, 2), to: Point(11, 21), thickness: 2.5)
        for y in 0..<24 {
            for x in 0..<24 { #expect(flat.coverage[y * 24 + x] == steep.coverage[x * 24 + y]) }
        }
        // Its area is that of a band with round ends: length x thickness and a circle.
        let length = Point(2, 5).distance(to: Point(21, 11))
        let area = flat.coverage.reduce(0.0) { $0 + Double($1) / 255 }
        #expect(abs(area - (length * 2.5 + .pi * 1.25 * 1.25)) < 1.5)
    }

    @Test func overlapsDoNotAddUp() {
        var layer = CoverageLayer(width: 3, height: 1)
        layer.fill(Box(x1: 0, y1: 0, x2: 1.5, y2: 1))
        layer.fill(Box(x1: 1, y1: 0, x2: 1.5, y2: 1))
        #expect(layer.coverage == [255, 128, 0])
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300])
    func nothingBreaksOnWildNumbers(_ wild: Double) {
        var layer = CoverageLayer(width: 5, height: 5)
        layer.fill(Box(x1: wild, y1: 1, x2: 3, y2: wild))
        layer.outline(Box(x1: 0, y1: wild, x2: wild, y2: 2), thickness: 1)
        layer.line(from: Point(wild, 0), to: Point(2, wild), thickness: 1)
        layer.ring(Point(wild, wild), radius: 2, thickness: 1)
        layer.text("A1", at: Point(wild, 1), size: 7)
        layer.pointer(above: Box(x1: wild, y1: wild, x2: wild, y2: wild), size: 4)
        #expect(layer.coverage.count == 25)
    }
}
