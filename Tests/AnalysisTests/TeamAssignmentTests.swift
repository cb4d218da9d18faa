import Geometry
import Pitch
import Testing
import Tracking

@testable import Analysis

@Suite struct TeamAssignmentTests {
    private let red = KitColour(luma: 0.6, blue: -0.3, red: 0.6)
    private let white = KitColour(luma: 2.2, blue: 0, red: 0)

    /// A pitch seen from straight above, 10 pixels a metre.
    private let view = PitchView.estimate(
        keypoints: PitchPlan.template.vertices.map {
            Keypoint(point: Point($0.x * 10 + 20, $0.y * 10 + 20), confidence: 0.9)
        }, width: 1280, height: 760)

    private func object(_ id: Int, _ objectClass: ObjectClass, x: Double, _ kit: KitColour?) -> TrackedObject {
        let box = Box(x1: x * 10 + 10, y1: 300 + 7 * Double(id), x2: x * 10 + 30, y2: 350 + 7 * Double(id))
        return TrackedObject(id: id, detection: Detection(box: box, objectClass: objectClass, confidence: 1, kit: kit))
    }

    /// Reds (1-4) from x = 20 m on, whites (5-8) from `whites` on, a goalkeeper (9) and a referee (10).
    private func frame(reds: Double = 20, whites: Double, keeper: Double) -> [TrackedObject] {
        var objects: [TrackedObject] = []
        for number in 1...4 {
            let step = 4 * Double(number)
            objects.append(object(number, .player, x: reds + step, red))
            objects.append(object(number + 4, .player, x: whites + step, white))
        }
        objects.append(object(9, .goalkeeper, x: keeper, white))
        objects.append(object(10, .referee, x: 60, red))
        return objects
    }

    private func teams(_ objects: [TrackedObject], view: PitchView?) -> [Int: Int] {
        let count = 3
        let analysed = (0..<count).map {
            AnalysedFrame(
                index: $0, objects: objects.map(\.detection), keypoints: [], pitch: view,
                signature: SketchedScene(seed: 1).view(x: 0))
        }
        let assignment = TeamAssignment(shots: [ShotSpan(firstFrame: 0, lastFrame: count - 1)], analysed: analysed)
        var result = Array(repeating: objects, count: count)
        assignment.assign(to: &result)
        #expect(Set(result).count == 1)
        return Dictionary(uniqueKeysWithValues: result[0].compactMap { object in object.team.map { (object.id, $0) } })
    }

    @Test func theLeftTeamIsTeam0() throws {
        let view = try #require(view)
        let left = teams(frame(whites: 60, keeper: 4), view: view)
        #expect(left == [1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 1, 7: 1, 8: 1, 9: 0])
        let right = teams(frame(reds: 70, whites: 40, keeper: 4), view: view)
        #expect(right == [1: 1, 2: 1, 3: 1, 4: 1, 5: 0, 6: 0, 7: 0, 8: 0, 9: 0])
    }

    @Test func aGoalkeeperBelongsToTheSideHeDefends() throws {
        let view = try #require(view)
        #expect(teams(frame(whites: 60, keeper: 116), view: view)[9] == 1)
        // All in the right half, reds attacking: the right goal is the whites', whose line is the deeper one.
        #expect(teams(frame(reds: 75, whites: 88, keeper: 117), view: view)[9] == 1)
    }

    @Test func withoutAPitchThePictureTells() {
        // Whoever is seen first is team 0.
        #expect(teams(frame(reds: 60, whites: 30, keeper: 110), view: nil)[9] == 0)
        #expect(teams(frame(reds: 60, whites: 30, keeper: 10), view: nil)[9] == 1)
        #expect(teams(frame(reds: 60, whites: 30, keeper: 10), view: nil)[1] == 0)
    }

    @Test func withoutKitsNobodyHasATeam() throws {
        let objects = frame(whites: 60, keeper: 4).map { object in
            var object = object
            object.detection.kit = nil
            return object
        }
        #expect(teams(objects, view: view).isEmpty)
    }
}
