import Geometry
import Observations
import Pitch
import Testing

@testable import Teams

@Suite struct RoleLimitsTests {
    private let red = KitColour(luma: 0.6, blue: -0.3, red: 0.6)
    private let white = KitColour(luma: 2.2, blue: 0, red: 0)
    private let black = KitColour(luma: 0.1, blue: 3, red: -2)

    /// A pitch of 105 x 68 m seen from straight above, 10 pixels a metre.
    private let view = PitchView.estimate(
        keypoints: PitchPlan.regulation.vertices.map {
            Keypoint(point: Point($0.x * 10 + 20, $0.y * 10 + 20), confidence: 0.9)
        }, width: 1100, height: 720)

    private func object(_ id: Int, _ role: ObjectClass, x: Double, y: Double, _ kit: KitColour) -> TrackedObject {
        let foot = Point(x * 10 + 20, y * 10 + 20)
        let box = Box(x1: foot.x - 10, y1: foot.y - 50, x2: foot.x + 10, y2: foot.y)
        return TrackedObject(id: id, detection: Detection(box: box, objectClass: role, confidence: 1, kit: kit))
    }

    /// The roles of some persons who play with four reds and four whites, in 30 frames; `frames` says when each is seen.
    private func roles(
        _ persons: [TrackedObject], frames: (Int, Int) -> Bool = { _, _ in true }, pitch: PitchView?
    ) -> [Int: ObjectClass] {
        let reds = (1...4).map { object($0, .player, x: 30 + 4 * Double($0), y: 20, red) }
        let whites = (5...8).map { object($0, .player, x: 40 + 4 * Double($0), y: 50, white) }
        var objects = (0..<30).map { frame in reds + whites + persons.filter { frames($0.id, frame) } }
        RoleLimits(views: (0..<30).map { FrameView(frameIndex: $0, view: pitch) }).apply(to: &objects)
        return Dictionary(
            objects.joined().map { ($0.id, $0.detection.objectClass) },
            uniquingKeysWith: { first, second in
                #expect(first == second)
                return first
            })
    }

    @Test func anEndHasOneGoalkeeperAtATime() throws {
        let view = try #require(view)
        let two = [object(10, .goalkeeper, x: 6, y: 30, red), object(11, .goalkeeper, x: 3, y: 34, black)]
        let found = roles(two, pitch: view)
        #expect(found[10] == .player && found[11] == .goalkeeper)
        // One at each end.
        let apart = [object(10, .goalkeeper, x: 6, y: 30, black), object(11, .goalkeeper, x: 100, y: 34, black)]
        #expect(roles(apart, pitch: view).values.count { $0 == .goalkeeper } == 2)
        // One after the other: the same person with a new id.
        let handed = roles(two, frames: { $0 == 10 ? $1 < 15 : $0 == 11 ? $1 >= 15 : true }, pitch: view)
        #expect(handed[10] == .goalkeeper && handed[11] == .goalkeeper)
    }

    @Test func aGoalkeeperStaysNearHisGoal() throws {
        let view = try #require(view)
        #expect(roles([object(10, .goalkeeper, x: 50, y: 30, black)], pitch: view)[10] == .player)
        #expect(roles([object(10, .goalkeeper, x: 25, y: 30, black)], pitch: view)[10] == .goalkeeper)
        // Where the pitch is not seen, nothing is known against it.
        #expect(roles([object(10, .goalkeeper, x: 50, y: 30, black)], pitch: nil)[10] == .goalkeeper)
    }

    @Test func aSecondRefereeInATeamsShirtIsAPlayer() throws {
        let view = try #require(view)
        let referee = object(10, .referee, x: 50, y: 30, black)
        #expect(roles([referee, object(11, .referee, x: 40, y: 40, red)], pitch: view)[11] == .player)
        #expect(roles([referee, object(11, .referee, x: 40, y: 40, black)], pitch: view)[11] == .referee)
        // His assistant walks along the touch-line.
        #expect(roles([referee, object(11, .referee, x: 40, y: 0, red)], pitch: view)[11] == .referee)
        #expect(roles([object(11, .referee, x: 40, y: 40, red)], pitch: view)[11] == .referee)
    }
}
