import Geometry
import Pitch
import Testing

@testable import Synthesis

struct FigureStampTests {
    private let view = CameraView(
        position: Vector(52, 100, 16), pan: 0, tilt: 0.22, roll: 0, focalLength: 1500, width: 640, height: 360)

    private func figure(x: Double, y: Double, speed: Double, facing: Double) -> FigureStamp? {
        var random = RandomSource(seed: 4)
        let look = Appearance(
            role: .outfield(team: 0, slot: 3), wardrobe: Wardrobe(random: &random), random: &random)
        var person = Person(
            role: .outfield(team: 0, slot: 3), position: Point(x, y), facing: facing, stride: 1.3, rhythm: 0.4)
        person.velocity = Point(speed, 0)
        let parts = Body.parts(Posture(person, height: 1.8, keeper: false), look)
        return FigureStamp(parts, view: view, light: Colour(grey: 1), lamp: Vector(0, 0, 1))
    }

    /// The pixels that a figure changes on a flat ground, by how much of the ground's colour is gone.
    @Test(arguments: [0.0, 2, 4, 8], [0.0, 1.6, 3.1])
    func boundsAreThoseOfTheDrawnPixels(_ speed: Double, _ facing: Double) throws {
        let stamp = try #require(figure(x: 50, y: 40, speed: speed, facing: facing))
        var canvas = Canvas(width: 640, height: 360)
        // A colour far outside what a figure has, so that any share of it shows.
        let ground = Colour(100, 100, 100, 1)
        canvas.clear(ground)
        canvas.lay(stamp, owner: 7)
        var (columns, rows): (Set<Int>, Set<Int>) = ([], [])
        for y in 0..<360 {
            for x in 0..<640 where canvas.pixels[y * 640 + x].x < 50.6 {
                columns.insert(x)
                rows.insert(y)
            }
        }
        let bounds = try #require(stamp.bounds)
        #expect(bounds.x1 == Double(try #require(columns.min())))
        #expect(bounds.y1 == Double(try #require(rows.min())))
        #expect(bounds.x2 == Double(try #require(columns.max()) + 1))
        #expect(bounds.y2 == Double(try #require(rows.max()) + 1))
        #expect(canvas.owners.count { $0 == 7 } == stamp.area)
    }

    @Test func aStandingFigureIsAsHighAsItsProjection() throws {
        let bounds = try #require(figure(x: 50, y: 40, speed: 0, facing: 0)?.bounds)
        let foot = try #require(view.project(Vector(50, 40, 0)))
        let top = try #require(view.project(Vector(50, 40, 1.8)))
        #expect(abs(bounds.y1 - top.y) < 3)
        #expect(abs(bounds.y2 - foot.y) < 3)
        #expect(bounds.x1 < foot.x && bounds.x2 > foot.x)
        // As slim as a person.
        #expect(bounds.width < bounds.height * 0.65 && bounds.width > bounds.height * 0.2)
    }

    @Test func aFigureAtTheEdgeKeepsItsWholeArea() throws {
        let whole = try #require(figure(x: 52, y: 40, speed: 0, facing: 0))
        let edge = try #require(view.project(Vector(52, 40, 0)))
        #expect(edge.x > 0)
        // The same distance from the camera, half out of the picture at the left.
        let left = try #require(
            figure(x: 52 - 320 / 1500 * view.local(Vector(52, 40, 0)).z, y: 40, speed: 0, facing: 0))
        var canvas = Canvas(width: 640, height: 360)
        canvas.lay(left, owner: 1)
        let seen = canvas.owners.count { $0 == 1 }
        #expect(seen > 0 && seen < left.area)
        #expect(abs(Double(left.area) / Double(whole.area) - 1) < 0.25)
    }

    @Test func nothingIsDrawnBehindTheCamera() {
        #expect(figure(x: 52, y: 120, speed: 0, facing: 0) == nil)
    }

    @Test func whoStandsInFrontHidesWhoStandsBehind() throws {
        var canvas = Canvas(width: 640, height: 360)
        let behind = try #require(figure(x: 52, y: 39.7, speed: 0, facing: 0))
        let front = try #require(figure(x: 52, y: 40, speed: 0, facing: 0))
        canvas.lay(behind, owner: 1)
        canvas.lay(front, owner: 2)
        let areas = canvas.visibleAreas { _, _ in false }
        #expect(areas[2] == front.area)
        #expect(areas[1] < behind.area / 2)
        #expect(canvas.visibleAreas { _, _ in true }[2] == 0)
    }
}
