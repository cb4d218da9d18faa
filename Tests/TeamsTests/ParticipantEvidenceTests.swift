import Geometry
import Observations
import Pitch
import Testing

@testable import Teams

@Suite struct ParticipantEvidenceTests {
    /// A pitch of 105 x 68 m seen from straight above, 10 pixels a metre, with 10 m around it.
    private let view = PitchView.estimate(
        keypoints: PitchPlan.regulation.vertices.map {
            Keypoint(point: Point($0.x * 10 + 100, $0.y * 10 + 100), confidence: 0.9)
        }, width: 1250, height: 880)

    private func object(_ id: Int, _ objectClass: ObjectClass = .player, x: Double, y: Double) -> TrackedObject {
        let foot = Point(x * 10 + 100, y * 10 + 100)
        let box = Box(x1: foot.x - 10, y1: foot.y - 50, x2: foot.x + 10, y2: foot.y)
        return TrackedObject(id: id, detection: Detection(box: box, objectClass: objectClass, confidence: 0.9))
    }

    private func bystanders(_ frames: [[TrackedObject]]) throws -> Set<Int> {
        let view = try #require(view)
        let views = frames.indices.map { FrameView(frameIndex: $0, view: view) }
        return ParticipantEvidence(views: views, width: 1250).bystanders(in: frames)
    }

    @Test func whoStandsBesideThePitchTakesNoPart() throws {
        let frames = (0..<10).map { frame in
            [
                object(1, x: 50, y: 30), object(2, x: 50, y: -5), object(3, x: 110, y: 30),
                // Assistants walk along the touch-line, nobody referees behind a goal.
                object(4, .referee, x: 30, y: -2), object(5, .referee, x: 108, y: 40),
                // A throw-in: beside it for a while.
                object(6, x: 40, y: frame < 4 ? -2 : 3),
                object(7, .ball, x: 50, y: -5), object(8, .goalkeeper, x: 106, y: 34),
            ]
        }
        #expect(try bystanders(frames) == [2, 3, 5])
    }

    @Test func withoutAViewNobodyIsSentAway() {
        let frames = (0..<10).map { _ in [object(1, x: 50, y: -5)] }
        let views = frames.indices.map { FrameView(frameIndex: $0, view: nil) }
        #expect(ParticipantEvidence(views: views, width: 1250).bystanders(in: frames).isEmpty)
    }

    @Test func whatIsFixedOnTheScreenWhileAllElseMovesIsAGraphic() throws {
        func frames(pan: Double) -> [[TrackedObject]] {
            (0..<30).map { frame in
                let shift = pan * Double(frame)
                return (1...6).map { object($0, x: 20 + 8 * Double($0) + shift, y: 20 + 3 * Double($0)) }
                    + [object(7, x: 12, y: 8)]
            }
        }
        func graphics(_ frames: [[TrackedObject]]) -> Set<Int> {
            let views = frames.indices.map { FrameView(frameIndex: $0, view: nil) }
            return ParticipantEvidence(views: views, width: 1250).graphics(in: frames)
        }
        #expect(graphics(frames(pan: 0.4)) == [7])
        // Somebody who stands still before a camera that stands still is none.
        #expect(graphics(frames(pan: 0)).isEmpty)
    }
}
