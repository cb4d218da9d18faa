import Geometry
import Observations
import Testing

@testable import Pitch

@Suite struct LensTests {
    private static let points = [Point(3, 2), Point(640, 360), Point(1279, 719), Point(100, 700), Point(900, 80)]

    @Test(arguments: [-0.03, 0, 0.02, 0.09])
    func bendingUndoesStraightening(strength: Double) {
        let lens = Lens(strength: strength, width: 1280, height: 720)
        for point in Self.points {
            #expect(lens.bent(lens.straightened(point)).distance(to: point) < 0.01)
        }
        #expect(lens.straightened(Point(640, 360)) == Point(640, 360))
        // The middle of the right edge is one radius away.
        #expect(abs(lens.straightened(Point(1280, 360)).x - (1280 + 640 * strength)) < 1e-9)
    }

    /// A wide camera whose lens bends by up to 30 px: its strength is found, and places are exact to centimetres that a
    /// homography alone has wrong by half a metre and more.
    @Test func aBentPictureIsUnderstood() throws {
        let camera = try #require(Homography(elements: [10, -5, 230, 0.6, 2.6, 120, 0.0002, -0.0048, 1]))
        let lens = Lens(strength: 0.08, width: 1280, height: 720)
        let keypoints = PitchPlan.regulation.vertices.map { vertex in
            guard let p = camera.apply(vertex).map(lens.bent), p.x >= 0, p.y >= 0, p.x < 1280, p.y < 720 else {
                return Keypoint.absent
            }
            return Keypoint(point: p, confidence: 0.9)
        }
        let view = try #require(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720))
        #expect(abs(view.ground.lens.strength - 0.08) < 0.01)
        var (exact, plain) = (0.0, 0.0)
        for index in view.inliers {
            let vertex = PitchPlan.regulation.vertices[index]
            let point = keypoints[index].point
            exact = max(exact, try #require(view.ground.position(ofImagePoint: point)).distance(to: vertex))
            plain = max(plain, try #require(view.ground.fromImage.apply(point)).distance(to: vertex))
            #expect(try #require(view.ground.imagePoint(ofPosition: vertex)).distance(to: point) < 1.5)
        }
        #expect(exact < 0.2)
        #expect(plain > 3 * exact)
    }

    /// Four keypoints say nothing of a lens.
    @Test func fewKeypointsDontBendThePicture() throws {
        var keypoints = try PitchViewTests.keypoints(of: .regulation)
        for index in keypoints.indices where ![9, 12, 14, 30].contains(index) { keypoints[index] = .absent }
        guard let view = PitchView.estimate(keypoints: keypoints, width: 1280, height: 720) else { return }
        #expect(abs(view.ground.lens.strength) < 1e-6)
    }
}
