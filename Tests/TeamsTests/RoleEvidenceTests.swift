import Geometry
import Observations
import Pitch
import Testing

@testable import Teams

@Suite struct RoleEvidenceTests {
    private let red = KitColour(luma: 0.6, blue: -0.3, red: 0.6)
    private let white = KitColour(luma: 2.2, blue: 0, red: 0)
    private let black = KitColour(luma: 0.1, blue: 3, red: -2)

    /// A pitch seen from straight above, 10 pixels a metre.
    private let view = PitchView.estimate(
        keypoints: PitchPlan.template.vertices.map {
            Keypoint(point: Point($0.x * 10 + 20, $0.y * 10 + 20), confidence: 0.9)
        }, width: 1280, height: 760)

    private func object(_ id: Int, _ objectClass: ObjectClass, x: Double, y: Double, _ kit: KitColour) -> TrackedObject
    {
        let foot = Point(x * 10 + 20, y * 10 + 20)
        let box = Box(x1: foot.x - 10, y1: foot.y - 50, x2: foot.x + 10, y2: foot.y)
        return TrackedObject(id: id, detection: Detection(box: box, objectClass: objectClass, confidence: 1, kit: kit))
    }

    /// Four reds, four whites, and somebody whom the detector takes for a player.
    private func match(_ stranger: TrackedObject, referee: TrackedObject? = nil) -> [TrackedObject] {
        let reds = (1...4).map { object($0, .player, x: 30 + 4 * Double($0), y: 20, red) }
        let whites = (5...8).map { object($0, .player, x: 40 + 4 * Double($0), y: 50, white) }
        return reds + whites + [stranger] + (referee.map { [$0] } ?? [])
    }

    /// What the stranger, the ninth, is in the end.
    private func role(_ objects: [TrackedObject], frames: Int = 30, pitch: PitchView?) -> ObjectClass? {
        let views = (0..<frames).map { FrameView(frameIndex: $0, view: pitch) }
        var result = Array(repeating: objects, count: frames)
        RoleEvidence(views: views).apply(to: &result)
        #expect(Set(result).count == 1)
        // Nobody else is touched.
        #expect(result[0].filter { $0.id != 9 } == objects.filter { $0.id != 9 })
        return result[0].first { $0.id == 9 }?.detection.objectClass
    }

    @Test func anOddShirtBeforeTheGoalIsAGoalkeepers() throws {
        let view = try #require(view)
        #expect(role(match(object(9, .player, x: 5, y: 35, black)), pitch: view) == .goalkeeper)
        #expect(role(match(object(9, .player, x: 112, y: 30, black)), pitch: view) == .goalkeeper)
    }

    @Test func anOddShirtInMidfieldIsTheReferees() throws {
        let view = try #require(view)
        let stranger = object(9, .player, x: 60, y: 35, black)
        #expect(role(match(stranger), pitch: view) == .referee)
        // There is one already.
        let referee = object(10, .referee, x: 50, y: 30, black)
        #expect(role(match(stranger, referee: referee), pitch: view) == .player)
        // His assistant beside the pitch is none.
        let assistant = object(10, .referee, x: 50, y: -1, black)
        #expect(role(match(stranger, referee: assistant), pitch: view) == .referee)
    }

    @Test func thereIsOneRefereeAtATime() throws {
        let view = try #require(view)
        let more = (11...18).map { object($0, .player, x: 4 * Double($0), y: 60, $0 < 15 ? red : white) }
        let objects = match(object(9, .player, x: 60, y: 35, black), referee: object(10, .player, x: 50, y: 2, black))
        let views = (0..<30).map { FrameView(frameIndex: $0, view: view) }
        var result = Array(repeating: objects + more, count: 30)
        RoleEvidence(views: views).apply(to: &result)
        #expect(result[0].filter { $0.detection.objectClass == .referee }.map(\.id) == [9])
    }

    @Test func doubtLeavesThePlayer() throws {
        let view = try #require(view)
        // A team's shirt, a place between, beside the pitch, too short a look, no pitch at all.
        #expect(role(match(object(9, .player, x: 60, y: 35, red)), pitch: view) == .player)
        #expect(role(match(object(9, .player, x: 25, y: 35, black)), pitch: view) == .player)
        #expect(role(match(object(9, .player, x: 60, y: -2, black)), pitch: view) == .player)
        #expect(role(match(object(9, .player, x: 60, y: 35, black)), frames: 10, pitch: view) == .player)
        #expect(role(match(object(9, .player, x: 60, y: 35, black)), pitch: nil) == .player)
    }
}
