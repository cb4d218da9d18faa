import Geometry
import Observations
import Testing

@testable import Tracking

@Suite struct CameraMotionTests {
    private let motion = CameraMotion(a: 1.004, b: 0.002, translation: Point(-18, 4))

    @Test func theInverseLeadsBack() {
        let p = Point(321, 123)
        #expect(motion.inverse.apply(motion.apply(p)).distance(to: p) < 1e-9)
        #expect(motion.inverse.after(motion).apply(p).distance(to: p) < 1e-9)
    }

    @Test func itIsReadFromBoxesOfWhichSomeRunAndSomeAreMissing() {
        var generator = SeededGenerator(seed: 3)
        let from = (0..<16).map { (i: Int) -> Box in
            let y = 150 + Double(i * 97 % 400)
            let height = 60 + Double(i % 5) * 8
            return Scene.person(x: 70 + 75 * Double(i), y: y, height: height).box
        }
        var to = from.map { box in
            let jitter = Point(.random(in: -1...1, using: &generator), .random(in: -1...1, using: &generator))
            let moved = motion.apply(box)
            return Box(center: moved.center + jitter, width: moved.width, height: moved.height)
        }
        to[3] = Box(center: to[3].center + Point(30, 0), width: to[3].width, height: to[3].height)
        to.remove(at: 9)
        let found = CameraMotionEstimator().motion(from: from, to: to, frames: 1)
        for box in from {
            #expect(found.apply(box.center).distance(to: motion.apply(box.center)) < 2.5)
        }
    }

    @Test func tooFewBoxesDoNotTell() {
        let box = Scene.person(x: 100).box
        #expect(CameraMotionEstimator().motion(from: [], to: [box], frames: 1) == .none)
        #expect(CameraMotionEstimator().motion(from: [box], to: [], frames: 1) == .none)
    }
}
