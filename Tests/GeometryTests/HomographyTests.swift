import Geometry
import Testing

@Suite struct HomographyTests {
    /// A quadrilateral and the corners of a pitch; the matrix is that of OpenCV 5.0 `findHomography(src, dst, 0)`.
    static let quadrilateral = [Point(100, 120), Point(900, 80), Point(1000, 650), Point(40, 600)]
    static let corners = [Point(0, 0), Point(105, 0), Point(105, 68), Point(0, 68)]
    static let ofOpenCV = [
        0.166251734483, 0.0207814668104, -19.1189494655, 0.00904643496, 0.1809286992, -22.6160874, 0.000249115034767,
        0.000431995015291, 1,
    ]

    @Test func fourPointsAgreeWithOpenCV() throws {
        let homography = try #require(Homography(from: Self.quadrilateral, to: Self.corners))
        for (ours, theirs) in zip(homography.elements, Self.ofOpenCV) {
            #expect(abs(ours / homography.elements[8] - theirs) < 1e-9 * max(1, abs(theirs)))
        }
        for (from, to) in zip(Self.quadrilateral, Self.corners) {
            #expect(try #require(homography.apply(from)).distance(to: to) < 1e-9)
        }
    }

    /// OpenCV refines its result by Levenberg-Marquardt on the same error.
    @Test func noisyPointsRefinedAgreeWithOpenCV() throws {
        let homography = try #require(Homography(from: NoisyView.vertices, to: NoisyView.points))
            .refined(from: NoisyView.vertices, to: NoisyView.points)
        for (ours, theirs) in zip(homography.elements, NoisyView.ofOpenCV) {
            #expect(abs(ours / homography.elements[8] - theirs) < 1e-4 * max(1e-3, abs(theirs)))
        }
    }

    @Test func refinementNeverMakesTheErrorWorse() throws {
        func error(_ homography: Homography) -> Double {
            zip(NoisyView.vertices, NoisyView.points).reduce(0) { sum, pair in
                let d = homography.apply(pair.0)?.distance(to: pair.1) ?? .infinity
                return sum + d * d
            }
        }
        let start = try #require(Homography(from: NoisyView.vertices, to: NoisyView.points))
        let refined = start.refined(from: NoisyView.vertices, to: NoisyView.points)
        #expect(error(refined) < error(start))
    }

    @Test func inverseLeadsBack() throws {
        let homography = try #require(Homography(from: Self.quadrilateral, to: Self.corners))
        let inverse = try #require(homography.inverse)
        let p = Point(512, 333)
        let q = try #require(homography.apply(p))
        #expect(try #require(inverse.apply(q)).distance(to: p) < 1e-8)
        #expect(try #require(inverse.after(homography)?.apply(p)).distance(to: p) < 1e-8)
    }

    @Test func aPointBehindTheHorizonHasNoImage() throws {
        // Third coordinate 1 - y / 100: the horizon is at y = 100.
        let homography = try #require(Homography(elements: [1, 0, 0, 0, 1, 0, 0, -0.01, 1]))
        #expect(homography.apply(Point(3, 99)) != nil)
        #expect(homography.apply(Point(3, 100)) == nil)
        #expect(homography.apply(Point(3, 101)) == nil)
    }

    @Test func areaScaleIsThatOfASmallSquare() throws {
        let homography = try #require(Homography(from: Self.quadrilateral, to: Self.corners))
        let p = Point(500, 400)
        let e = 1e-3
        let a = try #require(homography.apply(p))
        let b = try #require(homography.apply(p + Point(e, 0)))
        let c = try #require(homography.apply(p + Point(0, e)))
        let area = ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / (e * e)
        #expect(abs(try #require(homography.areaScale(at: p)) / area - 1) < 1e-4)
    }

    @Test(arguments: [
        [Point(0, 0), Point(1, 1), Point(2, 2), Point(3, 3)],
        [Point(0, 0), Point(1, 0), Point(2, 0), Point(0, 5)],
        [Point(4, 4), Point(4, 4), Point(4, 4), Point(4, 4)],
        [Point(0, 0), Point(0, 0), Point(1, 0), Point(0, 1)],
        [Point(0, 0), Point(.nan, 0), Point(1, 0), Point(0, 1)],
        [Point(0, 0), Point(1, 0), Point(0, 1)],
    ])
    func degeneratePointsHaveNoHomography(from: [Point]) {
        let to = Array(Self.corners.prefix(from.count))
        #expect(Homography(from: from, to: to) == nil)
        #expect(Homography(from: to, to: from) == nil)
    }

    @Test func matricesThatMapNothingAreRefused() {
        #expect(Homography(elements: [1, 2, 3]) == nil)
        #expect(Homography(elements: [1, 2, 3, 2, 4, 6, 0, 0, 1]) == nil)
        #expect(Homography(elements: [Double](repeating: .nan, count: 9)) == nil)
    }
}

/// Nine pitch points seen with an error of 1.5 px, and what OpenCV 5.0 `findHomography(src, dst, 0)` makes of them.
enum NoisyView {
    static let vertices = [
        Point(0, 0), Point(0, 14.5), Point(16.5, 13.84), Point(52.5, 0), Point(52.5, 24.85), Point(52.5, 43.15),
        Point(43.35, 34), Point(61.65, 34), Point(88.5, 13.84),
    ]
    static let points = [
        Point(153.06, 76.17), Point(96.99, 181.34), Point(288.24, 196.12), Point(684.75, 139.81), Point(669.8, 327.9),
        Point(655.83, 493.21), Point(555.39, 393.72), Point(767.6, 411.92), Point(1039.72, 272.2),
    ]
    static let ofOpenCV = [
        10.8756780212, -4.09651981376, 150.572227228, 1.29727825855, 6.12827409005, 78.4666062184, 0.000986443459036,
        -0.00509824293611, 1,
    ]
}
