import Geometry
import Observations
import Testing

@testable import Tracking

@Suite struct BallPathTests {
    private func balls(_ frames: [(frameIndex: Int, detections: [Detection])], count: Int) -> [[TrackedObject]] {
        ClipTracker(settings: .init(frameRate: 25)).track(frames, frameCount: count)
    }

    @Test func thePathGoesPastAConfidentStrayAndIsFilled() throws {
        let frames = (0..<50).map { t in
            var candidates = (20..<26).contains(t) ? [] : [Scene.ball(x: 100 + 15 * Double(t), confidence: 0.4)]
            // A white boot, surer than the ball for a moment.
            if (10..<13).contains(t) { candidates.append(Scene.ball(x: 1100, y: 600, confidence: 0.8)) }
            return (frameIndex: t, detections: candidates)
        }
        for (t, objects) in balls(frames, count: 50).enumerated() {
            let ball = try #require(objects.first)
            #expect(objects.count == 1)
            #expect(ball.id == 1 && ball.detection.objectClass == .ball)
            #expect(abs(ball.detection.box.center.x - (100 + 15 * Double(t))) < 1e-6)
        }
    }

    @Test func theTimeIsCheckedWhileGapsAreFilled() throws {
        struct TimeIsUp: Error {}
        let frames = (0..<40).map { (frameIndex: 2 * $0, detections: [Scene.ball(x: 100 + Double($0))]) }
        let path = CameraPath(
            frames.map { (index: $0.frameIndex, boxes: []) }, frameRate: 25, checkTime: {})
        let ball = BallPath(frameRate: 25, path: path)
        #expect(ball.ball(in: frames, checkTime: {}).count == 79)
        // Forty frames are searched, and then the path is filled.
        var checks = 0
        #expect(throws: TimeIsUp.self) {
            _ = try ball.ball(in: frames) {
                checks += 1
                if checks > 60 { throw TimeIsUp() }
            }
        }
    }

    @Test func aBallThatComesBackElsewhereIsTakenUpAgainButNotDrawnAcross() {
        let frames = (0..<60).map { t in
            let x: Double? = t < 20 ? 100 : t < 28 ? nil : 1200
            return (frameIndex: t, detections: x.map { [Scene.ball(x: $0)] } ?? [])
        }
        let result = balls(frames, count: 60)
        #expect(result[0].map(\.id) == [1] && result[59].map(\.id) == [1])
        #expect(result[20..<28].allSatisfy { $0.isEmpty })
    }
}
