import Geometry
import Observations
import Testing
import Tracking

@Suite struct BallTrackerTests {
    @Test func theBallIsOneObjectThroughGapsAndFalseCandidates() {
        var tracker = Tracker()
        for t in 0..<60 {
            let x = 100 + 12 * Double(t)
            var candidates = [Scene.ball(x: 1100, y: 80, confidence: 0.5)]
            if !(20..<30).contains(t) { candidates.append(Scene.ball(x: x, confidence: 0.6)) }
            let found = tracker.update(candidates, frameIndex: t)
            #expect(found.allSatisfy { $0.id == 1 })
            if t < 20 || t > 30 { #expect(found.first?.detection.box.center.x == x) }
        }
    }

    @Test func theNearCandidateBeatsAConfidentOneOutOfReach() {
        var tracker = Tracker()
        _ = tracker.update([Scene.ball(x: 100)], frameIndex: 0)
        let next = tracker.update(
            [Scene.ball(x: 110, confidence: 0.3), Scene.ball(x: 900, confidence: 0.95)], frameIndex: 1)
        #expect(next.first?.detection.box.center.x == 110)
    }

    @Test func aLostBallIsFoundAgainAnywhere() {
        var tracker = Tracker()
        _ = tracker.update([Scene.ball(x: 100)], frameIndex: 0)
        #expect(tracker.update([Scene.ball(x: 1200)], frameIndex: 2).isEmpty)
        #expect(tracker.update([Scene.ball(x: 1200)], frameIndex: 40).map(\.id) == [1])
    }

    @Test func ofTwoTheConfidentOneStarts() {
        var tracker = Tracker()
        let first = tracker.update(
            [Scene.ball(x: 1, confidence: 0.2), Scene.ball(x: 500, confidence: 0.4)], frameIndex: 0)
        #expect(first.map(\.detection.box.center.x) == [500])
    }
}
