import Geometry
import Observations
import Testing

@testable import Tracking

/// A thousand boxes a frame, as a detector finds them in the stands.
@Suite struct CrowdTests {
    private static let frames = 12

    /// Persons in crooked rows who jitter under a camera that pans, 3 pixels a frame.
    private static func crowd(frames: Int = frames) -> [(frameIndex: Int, detections: [Detection])] {
        var generator = SeededGenerator(seed: 5)
        return (0..<frames).map { frame in
            let detections = (0..<1000).map { i in
                let jitter = Point(.random(in: -1...1, using: &generator), .random(in: -1...1, using: &generator))
                // Straight rows would look the same one seat further.
                let seat = Point(Double(i * 37 % 13) - 6, Double(i * 53 % 9) - 4)
                let place = Point(30 + 24 * Double(i % 50) - 3 * Double(frame), 40 + 32 * Double(i / 50)) + seat
                return Detection(
                    box: Box(center: place + jitter, width: 12, height: 28), objectClass: .player, confidence: 0.6)
            }
            return (frame * 2, detections)
        }
    }

    @Test func theCameraIsStillSeenInACrowd() {
        let crowd = Self.crowd(frames: 2)
        let boxes = crowd.map { $0.detections.map(\.box) }
        let motion = CameraMotionEstimator().motion(from: boxes[0], to: boxes[1], frames: 1)
        #expect(motion.apply(Point(640, 360)).distance(to: Point(637, 360)) < 0.5)
    }

    /// Work is counted, not timed: every comparison of a shift with the boxes is one look-up.
    @Test func theWorkOfACrowdIsBounded() {
        let boxes = Self.crowd(frames: 2).map { $0.detections.map(\.box) }
        let reach = 60.0
        #expect(CameraMotionEstimator.candidates(boxes[0], BoxIndex(boxes[1]), reach: reach).count > 10_000)
        let (shifts, voters) = CameraMotionEstimator.sample(boxes[0], BoxIndex(boxes[1]), reach: reach)
        #expect(shifts.count * voters.count <= 100_000)
        // A match is looked at as a whole.
        let match = Array(boxes[0].prefix(40)), next = Array(boxes[1].prefix(40))
        let all = CameraMotionEstimator.sample(match, BoxIndex(next), reach: reach)
        #expect(all.voters.count == 40)
        #expect(all.shifts == CameraMotionEstimator.candidates(match, BoxIndex(next), reach: reach))
    }

    @Test func everybodyInACrowdKeepsOneId() {
        let result = ClipTracker(settings: .init(frameRate: 25)).track(Self.crowd(), frameCount: 2 * Self.frames)
        // The jitter is small beside the distances, so all are told apart.
        #expect(result.allSatisfy { $0.count == 1000 })
        #expect(Set(result.flatMap { $0.map(\.id) }).count == 1000)
    }

    /// Boxes without any order: nothing can be followed, and still all is answered.
    @Test func noiseIsWorkedThrough() {
        var generator = SeededGenerator(seed: 9)
        let frames = (0..<8).map { frame in
            (
                frameIndex: frame,
                detections: (0..<1000).map { _ in
                    let place = Point(.random(in: 0...1280, using: &generator), .random(in: 0...720, using: &generator))
                    return Detection(
                        box: Box(center: place, width: 12, height: 28), objectClass: .player, confidence: 0.6)
                }
            )
        }
        #expect(ClipTracker(settings: .init(frameRate: 25)).track(frames, frameCount: 8).count == 8)
    }

    /// The time is up after so many questions about it: whatever is reached by then, every frame has its persons.
    @Test(arguments: [0, 1, 5, 20, 1000])
    func whenTheTimeIsUpEveryFrameHasItsObjects(questions: Int) {
        var asked = 0
        let result = ClipTracker(settings: .init(frameRate: 25)).track(
            Self.crowd(), frameCount: 2 * Self.frames,
            isTimeUp: {
                asked += 1
                return asked > questions
            })
        #expect(asked <= questions + 1)
        #expect(result.allSatisfy { $0.count == 1000 })
        // Neighbouring frames are enough for the ids of those who hardly move.
        #expect(Set(result.flatMap { $0.map(\.id) }).count == 1000)
    }

    @Test func withoutTimeTheBallIsTheBestCandidate() {
        let frames = (0..<6).map { frame in
            (
                frameIndex: frame,
                detections: [
                    Scene.ball(x: 100 + Double(frame), confidence: 0.4), Scene.ball(x: 900, confidence: 0.3),
                ]
            )
        }
        let result = ClipTracker().track(frames, frameCount: 6, isTimeUp: { true })
        #expect(result.map { $0.map(\.detection.box.center.x) } == (0..<6).map { [100 + Double($0)] })
    }

    @Test func aCrowdOfBallsIsBounded() {
        let frames = (0..<6).map { frame in
            (
                frameIndex: frame,
                detections: (0..<1000).map { Scene.ball(x: Double($0), confidence: $0 == 500 ? 0.9 : 0.2) }
            )
        }
        let result = ClipTracker().track(frames, frameCount: 6)
        #expect(result.allSatisfy { $0.count == 1 && $0[0].detection.box.center.x == 500 })
    }

    @Test func theIndexFindsWhatLookingAtAllFinds() {
        var generator = SeededGenerator(seed: 1)
        let boxes = (0..<200).map { _ in
            // Many share an x, and some a place.
            let place = Point(
                Double(Int.random(in: 0...30, using: &generator)) * 10,
                Double(Int.random(in: 0...30, using: &generator)) * 10)
            return Box(center: place, width: 10, height: 20)
        }
        let index = BoxIndex(boxes)
        for _ in 0..<500 {
            let point = Point(.random(in: -20...320, using: &generator), .random(in: -20...320, using: &generator))
            let nearest = boxes.indices.min {
                boxes[$0].center.distance(to: point) < boxes[$1].center.distance(to: point)
            }
            #expect(index.nearest(to: point) == nearest)
            var near = 0
            index.forEach(within: 25, of: point.x) { _ in near += 1 }
            #expect(near == boxes.count { abs($0.center.x - point.x) < 25 })
        }
        #expect(BoxIndex([]).nearest(to: .zero) == nil)
    }
}
