import Geometry
import Observations
import Testing

@testable import Pitch

/// A camera that is known, what it sees of the pitch with the errors of a model, and what is made of that.
@Suite struct ShotCameraTests {
    private static let (width, height) = (1280, 720)
    private static let stand = BroadcastCamera.Stand(place: SIMD3(50, 104, 19), roll: 0.008, bending: 0.05)

    /// A pan from the half-way line into the left half, while it zooms in.
    private static func camera(_ frame: Int) -> BroadcastCamera {
        let t = Double(frame) / 120
        return BroadcastCamera(
            stand: stand, pose: .init(pan: -0.1 - 0.5 * t * t, tilt: 0.26 - 0.03 * t, focalLength: 2.2 + 1.2 * t),
            width: Double(width), height: Double(height))
    }

    /// The vertices in sight, each off by up to `noise` pixels; some are missed, and some are somewhere else.
    private static func keypoints(
        _ camera: BroadcastCamera, noise: Double, missed: Double, wrong: Double, using generator: inout SeededGenerator
    ) -> [Keypoint] {
        PitchPlan.regulation.vertices.map { vertex in
            guard var point = camera.imagePoint(ofPosition: vertex), point.x >= 0, point.y >= 0,
                point.x < camera.width, point.y < camera.height, Double.random(in: 0...1, using: &generator) >= missed
            else { return .absent }
            let reach = Double.random(in: 0...1, using: &generator) < wrong ? 150 : noise
            point =
                point
                + Point(
                    Double.random(in: -reach...reach, using: &generator),
                    Double.random(in: -reach...reach, using: &generator))
            return Keypoint(point: point, confidence: 0.8)
        }
    }

    /// Every second frame of 120, with the model's errors; `change` alters a frame's keypoints.
    private static func frames(
        noise: Double = 4, missed: Double = 0.2, wrong: Double = 0.04, seed: UInt64 = 1,
        camera: (Int) -> BroadcastCamera = Self.camera, change: (Int, inout [Keypoint]) -> Void = { _, _ in }
    ) -> [ShotCamera.Frame] {
        var generator = SeededGenerator(seed: seed)
        return stride(from: 0, to: 120, by: 2).map { index in
            var found = keypoints(camera(index), noise: noise, missed: missed, wrong: wrong, using: &generator)
            change(index, &found)
            return ShotCamera.Frame(
                index: index, keypoints: found,
                view: PitchView.estimate(keypoints: found, width: width, height: height))
        }
    }

    private static func shot(_ frames: [ShotCamera.Frame]) -> ShotCamera? {
        ShotCamera(frames, width: width, height: height, frameRate: 25)
    }

    /// How far the places of some pixels of the picture's lower two thirds are off, in metres.
    private static func errors(_ found: BroadcastCamera, _ frame: Int) throws -> [Double] {
        let truth = try #require(PitchGround(plan: .regulation, camera: camera(frame)))
        let ground = try #require(PitchGround(plan: .regulation, camera: found))
        return try [Point(320, 300), Point(640, 420), Point(960, 600)].map { pixel in
            let wanted = try #require(truth.position(ofImagePoint: pixel))
            return try #require(ground.position(ofImagePoint: pixel)).distance(to: wanted)
        }
    }

    @Test func aHomographyGivesItsCamera() throws {
        var straight = Self.camera(40)
        straight.stand.roll = 0
        straight.stand.bending = 0
        let toImage = try #require(straight.toStraightImage)
        for vertex in PitchPlan.regulation.vertices {
            guard let pixel = straight.imagePoint(ofPosition: vertex) else { continue }
            #expect(try #require(toImage.apply(vertex)).distance(to: pixel) < 1e-6)
        }
        let found = try #require(BroadcastCamera(toImage: toImage, width: 1280, height: 720))
        let off = found.stand.place - straight.stand.place
        #expect((off * off).sum() < 1e-6)
        #expect(abs(found.pose.pan - straight.pose.pan) < 1e-6)
        #expect(abs(found.pose.tilt - straight.pose.tilt) < 1e-6)
        #expect(abs(found.pose.focalLength - straight.pose.focalLength) < 1e-6)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func everyFrameHasItsCamera(seed: UInt64) throws {
        let shot = try #require(Self.shot(Self.frames(seed: seed)))
        var errors: [Double] = []
        for frame in 0..<119 {
            let (camera, confidence) = try #require(shot.camera(at: frame))
            errors += try Self.errors(camera, frame)
            #expect(confidence > 0.5)
        }
        errors.sort()
        #expect(errors[errors.count / 2] < 0.25, "\(errors[errors.count / 2])")
        #expect(errors[errors.count * 95 / 100] < 0.8, "\(errors[errors.count * 95 / 100])")
    }

    /// A place on the pitch stays where it is from one frame to the next.
    @Test func stillPointsStayStill() throws {
        let shot = try #require(Self.shot(Self.frames()))
        for frame in 0..<117 {
            let before = try #require(shot.camera(at: frame)).camera
            let after = try #require(shot.camera(at: frame + 1)).camera
            let pixel = Point(640, 400)
            let still = try #require(
                PitchGround(plan: .regulation, camera: Self.camera(frame))?.position(ofImagePoint: pixel))
            func place(_ found: BroadcastCamera, _ truth: BroadcastCamera) throws -> Point {
                let seen = try #require(truth.imagePoint(ofPosition: still))
                return try #require(PitchGround(plan: .regulation, camera: found)?.position(ofImagePoint: seen))
            }
            let jump = try place(after, Self.camera(frame + 1)).distance(to: place(before, Self.camera(frame)))
            #expect(jump < 0.15, "\(frame): \(jump)")
        }
    }

    /// The half-way line with a part of the circle alone: three vertices that give no view of their own.
    @Test func threeVerticesAreEnough() throws {
        let frames = Self.frames(
            wrong: 0,
            change: { index, keypoints in
                guard (20...50).contains(index) else { return }
                for i in keypoints.indices where ![14, 15, 30].contains(i) { keypoints[i] = .absent }
            })
        #expect(frames.first { $0.index == 30 }?.view == nil)
        let shot = try #require(Self.shot(frames))
        for frame in stride(from: 20, through: 50, by: 5) {
            let camera = try #require(shot.camera(at: frame)).camera
            #expect(try Self.errors(camera, frame).allSatisfy { $0 < 1.5 })
        }
    }

    @Test func aSecondWithoutVerticesIsBridgedAndMoreIsNot() throws {
        func shot(without gap: ClosedRange<Int>) throws -> ShotCamera {
            try #require(
                Self.shot(
                    Self.frames(change: { index, keypoints in
                        if gap.contains(index) { keypoints = keypoints.map { _ in .absent } }
                    })))
        }
        let short = try shot(without: 40...60)
        #expect(try Self.errors(#require(short.camera(at: 50)).camera, 50).allSatisfy { $0 < 3 })
        let confidences = try (#require(short.camera(at: 50)).confidence, #require(short.camera(at: 20)).confidence)
        #expect(confidences.0 < confidences.1)
        #expect(try shot(without: 20...110).camera(at: 64) == nil)
    }

    /// Three points on the half-way line and one beside it: no homography, but a camera at a usual place.
    @Test func theCentreCircleAloneGivesAView() throws {
        let camera = BroadcastCamera(
            stand: .init(place: SIMD3(51, 98, 15)), pose: .init(pan: 0.03, tilt: 0.24, focalLength: 3.4),
            width: 1280, height: 720)
        var keypoints = PitchPlan.regulation.vertices.map { vertex in
            Keypoint(point: camera.imagePoint(ofPosition: vertex) ?? .zero, confidence: 0.8)
        }
        for i in keypoints.indices where ![13, 14, 15, 31].contains(i) { keypoints[i] = .absent }
        let view = try #require(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720))
        for position in [Point(52.5, 34), Point(48, 30), Point(60, 40), Point(56, 50)] {
            let pixel = try #require(camera.imagePoint(ofPosition: position))
            #expect(try #require(view.ground.position(ofImagePoint: pixel)).distance(to: position) < 1.5)
        }
        #expect(view.confidence < 0.5)
        // One that contradicts the others leaves nothing to rely on.
        keypoints[31].point = keypoints[31].point + Point(-120, 60)
        #expect(PitchView.estimate(keypoints: keypoints, width: 1280, height: 720) == nil)
    }

    @Test func aCameraThatWandersHasNoStand() {
        let frames = Self.frames { frame in
            var camera = Self.camera(frame)
            camera.stand.place.x += Double(frame) / 2
            camera.stand.place.z += Double(frame) / 6
            return camera
        }
        #expect(Self.shot(frames) == nil)
    }

    @Test func withoutViewsThereIsNoCamera() {
        #expect(Self.shot([]) == nil)
        #expect(Self.shot(Self.frames(change: { _, keypoints in keypoints = keypoints.map { _ in .absent } })) == nil)
        #expect(Self.shot(Self.frames(change: { _, keypoints in keypoints = [] })) == nil)
    }

    @Test func theViewOfACameraDropsWrongKeypointsAndFillsInTheOthers() throws {
        let camera = Self.camera(60)
        var generator = SeededGenerator(seed: 4)
        var keypoints = Self.keypoints(camera, noise: 1, missed: 0, wrong: 0, using: &generator)
        let present = keypoints.indices.filter { keypoints[$0].isPresent }
        let (wrong, missing) = (present[0], present[1])
        let right = keypoints[wrong].point
        keypoints[wrong].point = right + Point(80, 40)
        keypoints[missing] = .absent
        let view = try #require(PitchView(camera: camera, confidence: 0.8, keypoints: keypoints))
        #expect(view.inliers == present.filter { $0 != wrong && $0 != missing })
        #expect(view.keypoints[wrong].point.distance(to: right) < 3)
        #expect(view.keypoints[missing].isPresent)
        #expect(view.keypoints.indices.filter { view.keypoints[$0].isPresent } == present)
        let spot = try #require(camera.imagePoint(ofPosition: Point(52.5, 34)))
        #expect(try #require(view.position(ofImagePoint: spot)).distance(to: Point(60, 35)) < 0.01)
    }
}

@Suite struct PoseSmootherTests {
    private func measurements(_ value: (Double) -> Double?) -> [PoseSmoother.Measurement] {
        (0..<50).map { .init(time: Double($0) * 0.08, value: value(Double($0) * 0.08), variance: 1e-6) }
    }

    @Test func evenMotionIsKeptAndGapsAreBridged() {
        let smoothed = PoseSmoother(acceleration: 0.3).smoothed(
            measurements { (1.0..<2.0).contains($0) ? nil : 0.2 + 0.1 * $0 })
        for (i, entry) in smoothed.enumerated() { #expect(abs(entry.value - 0.2 - 0.1 * Double(i) * 0.08) < 1e-3) }
        // Less is known in a gap, and more in the middle of many measurements than from one.
        #expect(smoothed[18].variance > smoothed[40].variance)
        #expect(smoothed[40].variance < 1e-6)
    }

    @Test func noiseBecomesLess() {
        var generator = SeededGenerator(seed: 2)
        let noise = (0..<50).map { _ in Double.random(in: -0.003...0.003, using: &generator) }
        let smoothed = PoseSmoother(acceleration: 0.05).smoothed(
            (0..<50).map { .init(time: Double($0) * 0.08, value: noise[$0], variance: 3e-6) })
        let (before, after) = (noise.map { $0 * $0 }.reduce(0, +), smoothed.map { $0.value * $0.value }.reduce(0, +))
        #expect(after < before / 2)
    }

    @Test func nothingGivesNothing() {
        #expect(PoseSmoother(acceleration: 1).smoothed(measurements { _ in nil }).isEmpty)
        #expect(PoseSmoother(acceleration: 1).smoothed([]).isEmpty)
    }
}
