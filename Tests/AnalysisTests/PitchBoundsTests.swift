import Geometry
import Observations
import Pitch
import Testing

@testable import Analysis

@Suite struct PitchBoundsTests {
    /// A real pitch seen from straight above, 10 pixels a metre, its corner at (100, 20).
    private let view = PitchView.estimate(
        keypoints: PitchPlan.regulation.vertices.map {
            Keypoint(point: Point($0.x * 10 + 100, $0.y * 10 + 20), confidence: 0.9)
        }, width: 1280, height: 720)

    private func person(at foot: Point, _ kind: ObjectClass = .player) -> Detection {
        Detection(
            box: Box(x1: foot.x - 5, y1: foot.y - 20, x2: foot.x + 5, y2: foot.y), objectClass: kind, confidence: 0.9)
    }

    @Test func whoIsFarOffThePitchIsLeftOut() throws {
        let view = try #require(view)
        let on = person(at: Point(600, 300)), beside = person(at: Point(80, 300), .referee)
        let away = person(at: Point(10, 300))
        #expect(PitchBounds.inside([on, beside, away], view: view) == [on, beside])
    }

    @Test func theBallMayFly() throws {
        let ball = person(at: Point(10, 300), .ball)
        #expect(PitchBounds.inside([ball], view: view) == [ball])
    }

    @Test func nobodyIsSentOffWithoutAPitch() {
        let away = person(at: Point(10, 300))
        #expect(PitchBounds.inside([away], view: nil) == [away])
    }
}
