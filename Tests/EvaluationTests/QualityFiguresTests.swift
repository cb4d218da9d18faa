import Geometry
import Observations
import Testing
import Tracking

@testable import Evaluation

@Suite struct QualityFiguresTests {
    /// Ten frames of two persons that walk, and two keypoints.
    private func clip(
        shift: Double = 0, ids: [Int] = [1, 2], classes: [ObjectClass] = [.player, .referee],
        switchingAt change: Int = .max
    ) -> ClipObservations {
        let frames = (0..<10).map { index in
            let objects = zip(ids, classes).enumerated().map { place, person in
                let left = Double(place * 300 + index * 5) + shift
                return TrackedObject(
                    id: person.0 + (index >= change ? 10 : 0),
                    detection: Detection(
                        box: Box(x1: left, y1: 100, x2: left + 40, y2: 200), objectClass: person.1, confidence: 0.9))
            }
            var keypoints = [Keypoint](repeating: .absent, count: 32)
            for vertex in [3, 7] {
                keypoints[vertex] = Keypoint(point: Point(Double(vertex) * 50 + shift, 300), confidence: 1)
            }
            return ClipObservations.Frame(index: index, objects: objects, keypoints: keypoints)
        }
        return ClipObservations(frames: frames, width: 1280, height: 720)
    }

    @Test func theSameIsPerfect() throws {
        let figures = try QualityFigures(found: clip(), reference: clip())
        #expect(figures.boxF1 == 1 && figures.keypointsWithin10 == 1 && figures.keypointDistance == 0)
        #expect(figures.idF1 == 1 && abs(figures.hota - 1) < 1e-9 && figures.overall == 1)
    }

    @Test func aShiftIsSeenInTheKeypointsAndThenInTheBoxes() throws {
        let near = try QualityFigures(found: clip(shift: 6), reference: clip())
        #expect(near.boxF1 == 1 && near.keypointsWithin10 == 1 && abs(near.keypointDistance - 6) < 1e-9)
        let far = try QualityFigures(found: clip(shift: 25), reference: clip())
        #expect(far.boxF1 == 0 && far.keypointsWithin10 == 0 && far.overall < 0.01)
    }

    @Test func aMissedPersonCostsRecallAndAWrongClassBoth() throws {
        let one = try QualityFigures(found: clip(ids: [1]), reference: clip())
        #expect(one.boxPrecision == 1 && one.boxRecall == 0.5 && abs(one.boxF1 - 2.0 / 3) < 1e-9)
        let wrong = try QualityFigures(found: clip(classes: [.player, .player]), reference: clip())
        #expect(wrong.boxPrecision == 0.5 && wrong.boxRecall == 0.5)
        #expect(wrong.idF1 == 1, "ids are judged whatever the class")
    }

    @Test func idsThatChangeCostIdF1() throws {
        let figures = try QualityFigures(found: clip(switchingAt: 5), reference: clip())
        #expect(figures.boxF1 == 1 && figures.idF1 == 0.5)
    }

    @Test func onlyFramesThatWereAnsweredCount() throws {
        var beginning = clip()
        beginning.frames.removeLast(6)
        #expect(try QualityFigures(found: beginning, reference: clip()).overall == 1)
    }

    @Test func withoutKeypointsTheRestDecides() throws {
        var plain = clip()
        for index in plain.frames.indices { plain.frames[index].keypoints = [] }
        let figures = try QualityFigures(found: plain, reference: plain)
        #expect(figures.keypointsWithin10.isNaN && figures.overall == 1)
    }
}
