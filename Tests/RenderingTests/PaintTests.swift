import Geometry
import Media
import Testing

@testable import Rendering

struct PaintTests {
    private let colour = SampleColour(y: 200, u: 60, v: 220)

    @Test func chromaTakesTheMeanOfItsFourPixels() {
        var picture = PictureBuffer(width: 4, height: 2)
        var layer = CoverageLayer(width: 4, height: 2)
        layer.fill(Box(x1: 0, y1: 0, x2: 3, y2: 2))
        layer.paint(colour, onto: &picture)
        #expect(picture.y == [200, 200, 200, 16, 200, 200, 200, 16])
        #expect(picture.u == [60, 94])
        #expect(picture.v == [220, 174])
    }

    @Test func theLastPixelOfAnOddEdgeStandsForItsNeighbour() {
        var picture = PictureBuffer(width: 3, height: 3)
        var layer = CoverageLayer(width: 3, height: 3)
        layer.fill(Box(x1: 2, y1: 2, x2: 3, y2: 3))
        layer.paint(colour, onto: &picture)
        #expect(picture.y == [16, 16, 16, 16, 16, 16, 16, 16, 200])
        #expect(picture.u == [128, 128, 128, 60])
    }

    @Test func opacityMixes() {
        var picture = PictureBuffer(width: 2, height: 2)
        var layer = CoverageLayer(width: 2, height: 2)
        layer.fill(Box(x1: 0, y1: 0, x2: 2, y2: 2))
        layer.paint(colour, opacity: 0.5, onto: &picture)
        #expect(picture.y == [108, 108, 108, 108])
        #expect(picture.u == [94])
    }

    @Test func paintingEmptiesTheLayer() {
        var picture = PictureBuffer(width: 40, height: 40)
        var layer = CoverageLayer(width: 40, height: 40)
        layer.disc(Point(20, 20), radius: 12)
        layer.paint(colour, onto: &picture)
        let once = picture.y
        layer.paint(SampleColour(y: 0, u: 0, v: 0), onto: &picture)
        #expect(picture.y == once)
        #expect(layer.coverage.allSatisfy { $0 == 0 })
    }

    /// The primaries as ITU-R BT.601 and BT.709 give them for eight bits.
    @Test func primariesHaveTheSamplesOfTheStandards() {
        let hd = ColourDescription.bt709Limited
        let sd = ColourDescription(matrix: .bt601, range: .limited)
        let jpeg = ColourDescription(matrix: .bt601, range: .full)
        #expect(SampleColour(.white, in: hd) == SampleColour(y: 235, u: 128, v: 128))
        #expect(SampleColour(.black, in: hd) == SampleColour(y: 16, u: 128, v: 128))
        #expect(SampleColour(RGBColour(hex: 0xFF0000), in: hd) == SampleColour(y: 63, u: 102, v: 240))
        #expect(SampleColour(RGBColour(hex: 0xFF0000), in: sd) == SampleColour(y: 81, u: 90, v: 240))
        #expect(SampleColour(RGBColour(hex: 0x0000FF), in: sd) == SampleColour(y: 41, u: 240, v: 110))
        #expect(SampleColour(RGBColour(hex: 0x00FF00), in: jpeg) == SampleColour(y: 150, u: 44, v: 21))
    }
}
