import Geometry
import Testing

@Suite struct HomographyRANSACTests {
    /// 20 points under a known map, every third of them moved far away.
    private func scene() throws -> (truth: Homography, from: [Point], to: [Point], good: [Int]) {
        let truth = try #require(Homography(elements: [11, -4.2, 150, 1.3, 6.1, 80, 0.0011, -0.0052, 1]))
        let from = (0..<20).map { Point(Double($0 * 37 % 105), Double($0 * 23 % 68)) }
        let to = try from.enumerated().map { i, p in
            try #require(truth.apply(p)) + (i % 3 == 0 ? Point(90 + Double(i) * 17, -140) : Point(0.3, -0.2))
        }
        return (truth, from, to, from.indices.filter { $0 % 3 != 0 })
    }

    @Test func outliersAreFoundOut() throws {
        let (truth, from, to, good) = try scene()
        let found = try #require(Homography.ransac(from: from, to: to, threshold: 5))
        #expect(found.inliers == good)
        for p in from {
            let wanted = try #require(truth.apply(p))
            #expect(try #require(found.homography.apply(p)).distance(to: wanted) < 1)
        }
    }

    @Test func theSameInputGivesTheSameOutput() throws {
        let (_, from, to, _) = try scene()
        let first = try #require(Homography.ransac(from: from, to: to, threshold: 5))
        let second = try #require(Homography.ransac(from: from, to: to, threshold: 5))
        #expect(first.homography == second.homography)
    }

    @Test func whatIsImplausibleIsNotFound() throws {
        let (_, from, to, _) = try scene()
        #expect(Homography.ransac(from: from, to: to, threshold: 5, isPlausible: { _ in false }) == nil)
    }

    @Test func pointsWithoutAPatternAgreeOnLittle() {
        var generator = SeededGenerator(seed: 7)
        let from = (0..<12).map { _ in
            Point(.random(in: 0...100, using: &generator), .random(in: 0...100, using: &generator))
        }
        let to = (0..<12).map { _ in
            Point(.random(in: 0...1000, using: &generator), .random(in: 0...1000, using: &generator))
        }
        #expect(Homography.ransac(from: from, to: to, threshold: 2)?.inliers.count ?? 4 <= 5)
    }

    @Test func tooFewPointsGiveNothing() {
        #expect(Homography.ransac(from: [], to: [], threshold: 5) == nil)
        let three = [Point(0, 0), Point(1, 0), Point(0, 1)]
        #expect(Homography.ransac(from: three, to: three, threshold: 5) == nil)
    }

    /// The first values of SplitMix64 for seed 0, as its authors' C code prints them.
    @Test func generatorIsSplitMix64() {
        var generator = SeededGenerator(seed: 0)
        #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
        #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
    }

    @Test func dilutionIsSmallAmongThePointsAndGrowsBeyond() throws {
        let homography = try #require(Homography(from: NoisyView.vertices, to: NoisyView.points))
        let dilution = try #require(Dilution(of: homography, from: NoisyView.vertices))
        let inside = try #require(dilution.at(Point(40, 25)))
        let beyond = try #require(dilution.at(Point(20, 66)))
        #expect(inside < 1)
        #expect(beyond > 1.5)
    }

    /// A point that is one of just four is known exactly as well as it was measured.
    @Test func dilutionAtOneOfFourPointsIsOne() throws {
        let corners = HomographyTests.corners
        let homography = try #require(Homography(from: corners, to: HomographyTests.quadrilateral))
        let dilution = try #require(Dilution(of: homography, from: corners))
        #expect(abs(try #require(dilution.at(corners[1])) - 1) < 1e-6)
    }
}
