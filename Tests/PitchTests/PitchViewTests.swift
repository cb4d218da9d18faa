import Geometry
import Observations
import Pitch
import Testing

@Suite struct PitchViewTests {
    /// A main camera on the left half: pitch metres to pixels of a 1280 x 720 picture.
    static let camera = [11, -4.2, 150, 1.3, 6.1, 80, 0.0011, -0.0052, 1]

    /// What that camera shows of a pitch of the given measures.
    static func keypoints(of plan: PitchPlan) throws -> [Keypoint] {
        let toImage = try #require(Homography(elements: camera))
        return plan.vertices.map { vertex in
            guard let p = toImage.apply(vertex), p.x >= 0, p.y >= 0, p.x < 1280, p.y < 720 else { return .absent }
            return Keypoint(point: p, confidence: 0.9)
        }
    }

    @Test(arguments: [PitchPlan.regulation, .template])
    func cleanKeypointsGiveTheCamera(plan: PitchPlan) throws {
        let keypoints = try Self.keypoints(of: plan)
        let view = try #require(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720))
        #expect(view.ground.plan == plan)
        #expect(view.inliers == keypoints.indices.filter { keypoints[$0].isPresent })
        let truth = try #require(Homography(elements: Self.camera))
        for vertex in plan.vertices {
            guard let wanted = truth.apply(vertex) else { continue }
            #expect(try #require(view.ground.toImage.apply(vertex)).distance(to: wanted) < 1e-3)
        }
        let spot = try #require(truth.apply(Point(11, plan.width / 2)))
        #expect(try #require(view.position(ofImagePoint: spot)).distance(to: Point(11, 35)) < 1e-3)
    }

    @Test func aContradictingKeypointIsDroppedAndItsVertexFilledIn() throws {
        var keypoints = try Self.keypoints(of: .regulation)
        let right = keypoints[9].point
        keypoints[9].point = right + Point(60, -45)
        let view = try #require(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720))
        #expect(!view.inliers.contains(9))
        #expect(view.keypoints[9].point.distance(to: right) < 1)
        #expect(view.keypoints[9].confidence < 0.9)
        #expect(view.keypoints[9].isPresent)
    }

    @Test func aMissingVertexInsideIsFilledInAndOneOutsideIsNot() throws {
        var keypoints = try Self.keypoints(of: .regulation)
        let right = keypoints[30]
        keypoints[30] = .absent
        let view = try #require(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720))
        #expect(view.keypoints[30].point.distance(to: right.point) < 0.5)
        #expect(view.keypoints[30].confidence < right.confidence)
        for (i, keypoint) in view.keypoints.enumerated() where keypoint.isPresent {
            #expect((0...1280).contains(keypoint.point.x) && (0...720).contains(keypoint.point.y), "vertex \(i + 1)")
        }
    }

    @Test func jitteringKeypointsAreSteadied() throws {
        let truth = try Self.keypoints(of: .regulation)
        var generator = SeededGenerator(seed: 8)
        let noisy = truth.map { keypoint in
            let jitter = Point(.random(in: -7...7, using: &generator), .random(in: -7...7, using: &generator))
            return keypoint.isPresent ? Keypoint(point: keypoint.point + jitter, confidence: 0.9) : .absent
        }
        let view = try #require(PitchView.estimate(keypoints: noisy, width: 1280, height: 720))
        func error(_ keypoints: [Keypoint]) -> Double {
            view.inliers.reduce(0) { $0 + keypoints[$1].point.distance(to: truth[$1].point) }
        }
        #expect(error(view.keypoints) < 0.8 * error(noisy))
    }

    @Test func aConfidentMajorityOutweighsDoubtfulPoints() throws {
        var keypoints = try Self.keypoints(of: .regulation)
        // A second, shifted pitch told by doubtful points.
        for i in keypoints.indices where keypoints[i].isPresent && i % 2 == 0 {
            keypoints[i] = Keypoint(point: keypoints[i].point + Point(70, 30), confidence: 0.1)
        }
        let view = try #require(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720))
        #expect(view.inliers.allSatisfy { $0 % 2 == 1 })
    }

    @Test func aMirroredPitchIsNoView() throws {
        let keypoints = try Self.keypoints(of: .regulation).map { keypoint in
            guard keypoint.isPresent else { return Keypoint.absent }
            return Keypoint(point: Point(1279 - keypoint.point.x, keypoint.point.y), confidence: 0.9)
        }
        #expect(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720) == nil)
    }

    @Test func nothingToGoByGivesNoView() throws {
        let none = [Keypoint](repeating: .absent, count: 32)
        #expect(PitchView.estimate(keypoints: none, width: 1280, height: 720) == nil)
        #expect(PitchView.estimate(keypoints: [], width: 1280, height: 720) == nil)
        // Four points on one line.
        var line = none
        for i in 0..<6 { line[i] = Keypoint(point: Point(100 + 80 * Double(i), 300), confidence: 1) }
        #expect(PitchView.estimate(keypoints: line, width: 1280, height: 720) == nil)
        // Points that are no numbers.
        var broken = try Self.keypoints(of: .regulation)
        for i in broken.indices { broken[i].point.x = .nan }
        #expect(PitchView.estimate(keypoints: broken, width: 1280, height: 720) == nil)
    }

    /// Four points that the subnet would take for fewer: they are closer than 25 px.
    @Test func pointsInAHeapGiveNoView() throws {
        let keypoints = try Self.keypoints(of: .regulation).map { keypoint in
            guard keypoint.isPresent else { return Keypoint.absent }
            return Keypoint(point: Point(640, 360) + (keypoint.point - Point(640, 360)) * 0.02, confidence: 0.9)
        }
        #expect(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720) == nil)
    }
}
