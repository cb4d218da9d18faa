import Geometry
import Media
import Observations
import Testing

@testable import Teams

@Suite struct KitMeterTests {
    /// Luma, Cb, Cr.
    private typealias Colour = (y: UInt8, u: UInt8, v: UInt8)
    private let grass: Colour = (110, 100, 112)
    private let red: Colour = (76, 100, 190)
    private let green: Colour = (90, 112, 84)
    private let white: Colour = (225, 128, 128)

    private func meadow(light: Double = 1) -> PictureBuffer {
        var picture = PictureBuffer(width: 320, height: 180)
        fill(&picture, Box(x1: 0, y1: 0, x2: 320, y2: 180), grass, light: light)
        return picture
    }

    /// Fills a box; light scales what is above black and beside neutral.
    private func fill(_ picture: inout PictureBuffer, _ box: Box, _ colour: Colour, light: Double = 1) {
        func lit(_ value: UInt8, _ zero: Double) -> UInt8 { UInt8(zero + (Double(value) - zero) * light) }
        for y in Int(box.y1)..<Int(box.y2) {
            for x in Int(box.x1)..<Int(box.x2) {
                picture.y[y * picture.width + x] = lit(colour.y, 16)
                picture.u[y / 2 * picture.chromaWidth + x / 2] = lit(colour.u, 128)
                picture.v[y / 2 * picture.chromaWidth + x / 2] = lit(colour.v, 128)
            }
        }
    }

    /// A person 20 x 50 at a place, whose shirt covers the middle of the box only.
    private func person(_ picture: inout PictureBuffer, x: Double, y: Double, _ shirt: Colour, light: Double = 1)
        -> Detection
    {
        let box = Box(x1: x, y1: y, x2: x + 20, y2: y + 50)
        fill(&picture, Box(x1: x + 5, y1: y + 8, x2: x + 15, y2: y + 26), shirt, light: light)
        return Detection(box: box, objectClass: .player, confidence: 0.9)
    }

    private func kit(_ shirt: Colour, light: Double) throws -> KitColour {
        var picture = meadow(light: light)
        let detection = person(&picture, x: 100, y: 60, shirt, light: light)
        return try #require(KitMeter.measure([detection], in: picture).first?.kit)
    }

    @Test func aShirtLooksTheSameInSunAndShade() throws {
        for shirt in [red, green, white] {
            let sun = try kit(shirt, light: 1), shade = try kit(shirt, light: 0.5)
            #expect(sun.distance(to: shade) < 0.05)
        }
        #expect(try kit(red, light: 1).distance(to: try kit(white, light: 0.5)) > 0.5)
        #expect(try kit(green, light: 0.5).distance(to: try kit(white, light: 0.5)) > 0.3)
    }

    @Test func grassIsNoShirt() throws {
        let red = try kit(red, light: 1)
        #expect(abs(red.luma - 60.0 / 94) < 0.02 && abs(red.red - 62.0 / 94) < 0.02)
        let picture = meadow()
        let empty = Detection(box: Box(x1: 100, y1: 60, x2: 120, y2: 110), objectClass: .player, confidence: 0.9)
        #expect(KitMeter.measure([empty], in: picture).first?.kit == nil)
    }

    @Test func whoIsHiddenHasNoKit() {
        var picture = meadow()
        let behind = person(&picture, x: 100, y: 60, white)
        let before = person(&picture, x: 110, y: 66, red)
        let alone = person(&picture, x: 200, y: 60, white)
        let kits = KitMeter.measure([behind, before, alone], in: picture).map(\.kit)
        #expect(kits[0] == nil && kits[1] != nil && kits[2] != nil)
    }

    @Test func theBallHasNone() {
        var picture = meadow()
        var ball = person(&picture, x: 100, y: 60, white)
        ball.objectClass = .ball
        #expect(KitMeter.measure([ball], in: picture) == [ball])
    }

    @Test func boxesAtTheEdgeAndOfNoSizeAreRead() {
        let picture = meadow()
        let boxes = [
            Box(x1: -5, y1: -9, x2: 20, y2: 40), Box(x1: 310, y1: 150, x2: 330, y2: 200),
            Box(x1: 5, y1: 5, x2: 5, y2: 5), Box(x1: 0, y1: 0, x2: 320, y2: 180),
        ]
        let found = boxes.map { Detection(box: $0, objectClass: .player, confidence: 0.5) }
        #expect(KitMeter.measure(found, in: picture).map(\.box) == boxes)
        #expect(KitMeter.measure([], in: picture).isEmpty)
    }
}
