import Geometry
import Testing

@Suite struct ConvexHullTests {
    private let square = ConvexHull([
        Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4), Point(2, 2), Point(2, 0), Point(.nan, 1),
    ])

    @Test func innerAndEdgePointsAreNoCorners() {
        #expect(Set(square.corners) == [Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)])
        #expect(square.area == 16)
    }

    @Test func distanceIsZeroInsideAndEuclideanOutside() {
        #expect(square.distance(to: Point(1, 3)) == 0)
        #expect(square.distance(to: Point(4, 2)) == 0)
        #expect(square.distance(to: Point(7, 2)) == 3)
        #expect(square.distance(to: Point(7, 8)) == 5)
    }

    @Test func collinearPointsHaveNoArea() {
        #expect(ConvexHull([Point(0, 0), Point(1, 1), Point(2, 2)]).area == 0)
        #expect(ConvexHull([]).distance(to: .zero) == .infinity)
    }
}
