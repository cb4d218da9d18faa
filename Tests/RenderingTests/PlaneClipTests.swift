import Geometry
import Testing

@testable import Rendering

struct PlaneClipTests {
    private func clip(_ elements: [Double]) throws -> PlaneClip {
        PlaneClip(
            toImage: try #require(Homography(elements: elements)), width: 100, height: 50, margin: 0)
    }

    private func expect(_ piece: (Point, Point)?, _ a: Point, _ b: Point) throws {
        let (p, q) = try #require(piece)
        #expect(p.distance(to: a) < 1e-9 && q.distance(to: b) < 1e-9, "\(p) \(q)")
    }

    @Test func whatIsInsideStays() throws {
        try expect(
            clip([1, 0, 0, 0, 1, 0, 0, 0, 1]).project(Point(10, 10), Point(90, 40)), Point(10, 10), Point(90, 40))
    }

    @Test func whatSticksOutIsCutAtTheEdges() throws {
        let flat = try clip([1, 0, 0, 0, 1, 0, 0, 0, 1])
        try expect(flat.project(Point(-50, 20), Point(150, 30)), Point(0, 22.5), Point(100, 27.5))
        try expect(flat.project(Point(50, 60), Point(50, 10)), Point(50, 50), Point(50, 10))
        #expect(flat.project(Point(-5, 10), Point(-1, 40)) == nil)
        // Both ends outside, and the piece passes the corner by.
        #expect(flat.project(Point(-10, 45), Point(10, 65)) == nil)
    }

    /// Depth is y: what has y < 0 is behind the camera and must not appear mirrored.
    @Test func nothingCrossesTheHorizon() throws {
        let camera = try clip([50, 50, 0, 0, 25, 25, 0, 1, 0])
        #expect(camera.project(Point(0, -5), Point(1, -1)) == nil)
        let (a, b) = try #require(camera.project(Point(0, -10), Point(0, 10)))
        // (0, y) lands at (50, 25 + 25 / y): in the picture from y = 1 on.
        #expect(a.distance(to: Point(50, 50)) < 1e-9)
        #expect(b.distance(to: Point(50, 27.5)) < 1e-9)
    }

    @Test func allThatIsKeptIsInThePictureAndOnTheLine() throws {
        let elements = [60.0, 20, 300, -4, 30, 700, 0.02, 0.4, 9]
        let homography = try #require(Homography(elements: elements))
        let camera = PlaneClip(toImage: homography, width: 640, height: 360, margin: 3)
        var kept = 0
        for i in 0..<200 {
            let a = Point(Double(i * 37 % 121) - 20, Double(i * 53 % 97) - 40)
            let b = Point(Double(i * 29 % 113) - 10, Double(i * 71 % 89) - 20)
            guard let (p, q) = camera.project(a, b) else { continue }
            kept += 1
            for point in [p, q] {
                #expect(point.x >= -3.001 && point.x <= 643.001 && point.y >= -3.001 && point.y <= 363.001)
                let back = try #require(homography.inverse?.apply(point))
                let cross = (b.x - a.x) * (back.y - a.y) - (b.y - a.y) * (back.x - a.x)
                #expect(abs(cross) < 1e-6 * (1 + a.distance(to: b)))
            }
        }
        #expect(kept > 20)
    }
}
