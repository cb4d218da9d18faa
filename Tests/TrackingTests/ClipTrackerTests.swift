import Geometry
import Observations
import Testing
import Tracking

@Suite struct ClipTrackerTests {
    /// Persons on a pitch under a camera that pans there and back: what it sees in each frame, 25 a second.
    private struct PannedScene {
        var generator = SeededGenerator(seed: 11)
        let count = 200

        /// Pixels that the camera has moved to the right.
        func pan(_ t: Int) -> Double { 4 * Double(min(t, count - t)) }

        /// Where person `i` of 12 is in the picture; each runs slowly up and down its own lane.
        func box(_ i: Int, _ t: Int) -> Box {
            let swing = Double((t + 13 * i) % 80 - 40).magnitude
            let place = Point(60 + 105 * Double(i) + 0.6 * swing - pan(t), 200 + Double(i * 137 % 400))
            return Box(center: place, width: 30, height: 76)
        }

        func isVisible(_ box: Box) -> Bool { box.x1 >= 0 && box.x2 <= 1280 }

        /// Jittering boxes of whoever is visible, one in ten missing, and a false one in every other frame.
        mutating func detections(_ t: Int) -> [Detection] {
            var result: [Detection] = []
            for i in 0..<12 where isVisible(box(i, t)) && Double.random(in: 0...1, using: &generator) > 0.1 {
                var seen = box(i, t)
                seen.x1 += .random(in: -2...2, using: &generator)
                seen.y1 += .random(in: -3...3, using: &generator)
                seen.x2 += .random(in: -2...2, using: &generator)
                seen.y2 += .random(in: -3...3, using: &generator)
                result.append(Detection(box: seen, objectClass: .player, confidence: 0.7))
            }
            if t % 2 == 0 {
                let x = Double.random(in: 50...1200, using: &generator)
                result.append(Scene.person(x: x, y: .random(in: 50...680, using: &generator), confidence: 0.5))
            }
            return result
        }

        mutating func frames(stride step: Int = 1) -> [(frameIndex: Int, detections: [Detection])] {
            (0..<count).map { (frameIndex: $0, detections: detections($0)) }.filter { $0.frameIndex % step == 0 }
        }
    }

    @Test func aFrameThatIsNotAfterTheOneBeforeIsIgnored() {
        let once = [0, 2, 4, 6].map { t in
            (frameIndex: t, detections: [Scene.person(x: 100 + Double(t)), Scene.ball(x: 300 + Double(t))])
        }
        let stray = [Scene.person(x: 900), Scene.ball(x: 800)]
        let often = once.flatMap { [$0, (frameIndex: $0.frameIndex, detections: stray)] } + [(3, stray)]
        let tracker = ClipTracker(settings: .init(frameRate: 25))
        for isTimeUp in [false, true] {
            let expected = tracker.track(once, frameCount: 8, isTimeUp: { isTimeUp })
            #expect(tracker.track(often, frameCount: 8, isTimeUp: { isTimeUp }) == expected)
        }
    }

    @Test(arguments: [1, 2, 3])
    func everyPersonHasOneIdEvenAfterLeavingThePicture(step: Int) throws {
        var scene = PannedScene()
        let result = ClipTracker(settings: .init(frameRate: 25)).track(scene.frames(stride: step), frameCount: 200)
        var idsOfPerson = [Set<Int>](repeating: [], count: 12)
        var found = 0
        var wanted = 0
        for (t, objects) in result.enumerated() {
            for i in 0..<12 where scene.isVisible(scene.box(i, t)) {
                wanted += 1
                guard
                    let best = objects.max(by: {
                        $0.detection.box.iou(scene.box(i, t)) < $1.detection.box.iou(scene.box(i, t))
                    }), best.detection.box.iou(scene.box(i, t)) > 0.5
                else { continue }
                found += 1
                idsOfPerson[i].insert(best.id)
            }
        }
        #expect(idsOfPerson.allSatisfy { $0.count == 1 })
        #expect(Set(idsOfPerson.flatMap { $0 }).count == 12)
        #expect(Set(result.flatMap { $0.map(\.id) }) == Set(1...12))
        #expect(Double(found) > 0.97 * Double(wanted))
    }

    @Test func boxesAreNearerToTheTruthThanTheDetections() {
        var scene = PannedScene()
        let frames = scene.frames()
        func meanOverlap(_ boxes: (Int) -> [Box]) -> Double {
            var overlaps: [Double] = []
            for t in 20..<180 {
                for i in 0..<12 where scene.isVisible(scene.box(i, t)) {
                    let best = boxes(t).map { $0.iou(scene.box(i, t)) }.max() ?? 0
                    if best > 0.5 { overlaps.append(best) }
                }
            }
            return overlaps.reduce(0, +) / Double(overlaps.count)
        }
        let result = ClipTracker(settings: .init(frameRate: 25)).track(frames, frameCount: 200)
        let raw = meanOverlap { frames[$0].detections.map(\.box) }
        let smooth = meanOverlap { result[$0].map(\.detection.box) }
        #expect(1 - smooth < 0.7 * (1 - raw))
    }

    @Test func boxesWithoutNoiseAreLeftAsTheyAre() throws {
        let frames = (0..<60).map { t in
            (frameIndex: t, detections: (0..<5).map { Scene.person(x: 150 * Double($0 + 1) + Double(t * t) / 40) })
        }
        let result = ClipTracker(settings: .init(frameRate: 25)).track(frames, frameCount: 60)
        for (frame, objects) in zip(frames, result) {
            for (detection, object) in zip(frame.detections, objects) {
                #expect(detection.box.iou(object.detection.box) > 0.999)
            }
        }
    }

    @Test func crossingPlayersKeepTheirIds() throws {
        let frames = (0..<60).map { t in
            let x = 4 * Double(t)
            // One hides the other while they pass.
            let far = (25..<36).contains(t) ? [] : [Scene.person(x: 340 - x, y: 306)]
            return (frameIndex: t, detections: [Scene.person(x: 100 + x, y: 300)] + far)
        }
        let result = ClipTracker().track(frames, frameCount: 60)
        #expect(result.allSatisfy { $0.map(\.id) == [1, 2] })
        #expect(try #require(result.last?.first).detection.box.center.x > 330)
        #expect(try #require(result.last?.last).detection.box.center.x < 110)
    }

    /// Two opponents meet, nobody sees them for a while, and they go back where they came from: by the walk alone they
    /// would have run through each other.
    @Test func kitsTellWhoIsWhoAfterAMeeting() throws {
        let kits = [KitColour(luma: 0.6, blue: -0.3, red: 0.6), KitColour(luma: 2.2, blue: 0, red: 0)]
        func frames(_ kits: [KitColour?]) -> [(frameIndex: Int, detections: [Detection])] {
            (0..<80).map { t in
                guard !(36..<44).contains(t) else { return (t, []) }
                let way = 3 * Double(t < 40 ? t : 80 - t)
                let persons = [Scene.person(x: 100 + way), Scene.person(x: 345 - way)]
                return (
                    t,
                    zip(persons, kits).map { person, kit in
                        var person = person
                        person.kit = kit
                        return person
                    }
                )
            }
        }
        let known = ClipTracker().track(frames(kits), frameCount: 80)
        #expect(try #require(known.last).map { $0.detection.box.center.x < 200 } == [true, false])
        #expect(Set(known.joined().map(\.id)) == [1, 2])
        for object in known.joined() where object.detection.kit != nil {
            #expect(object.detection.kit == kits[object.id - 1])
        }
        let unknown = ClipTracker().track(frames([nil, nil]), frameCount: 80)
        #expect(try #require(unknown.last).map { $0.detection.box.center.x < 200 } == [false, true])
    }

    @Test func aPersonHasOneClassForTheWholeClip() {
        let frames = (0..<30).map { t in
            (frameIndex: t, detections: [Scene.person(x: 100, as: t < 12 ? .player : .referee)])
        }
        let classes = Set(ClipTracker().track(frames, frameCount: 30).flatMap { $0.map(\.detection.objectClass) })
        #expect(classes == [.referee])
    }

    @Test func aCutEndsAllTracksOfPersons() {
        let frames = (0..<40).map { (frameIndex: $0, detections: [Scene.person(x: 100), Scene.ball(x: 300)]) }
        let result = ClipTracker().track(frames, frameCount: 40, shotStarts: [20])
        func ids(_ objectClass: ObjectClass, _ frames: Range<Int>) -> Set<Int> {
            Set(result[frames].flatMap { $0.filter { $0.detection.objectClass == objectClass }.map(\.id) })
        }
        #expect(ids(.player, 0..<20) == [1])
        #expect(ids(.player, 20..<40) == [3])
        #expect(ids(.ball, 0..<40) == [2])
    }

    @Test func framesBesideACutBelongToTheirShot() {
        // Analysed are 0, 3 … 27; the cut is between 12 and 15, and the second shot shows somebody else, elsewhere.
        let frames = stride(from: 0, to: 30, by: 3).map { t in
            (frameIndex: t, detections: [Scene.person(x: t < 14 ? 100 + 2 * Double(t) : 500)])
        }
        let result = ClipTracker().track(frames, frameCount: 30, shotStarts: [14])
        #expect(result.map { $0.map(\.id) } == (0..<30).map { [$0 < 14 ? 1 : 2] })
        for t in 0..<14 { #expect(abs(result[t][0].detection.box.center.x - (100 + 2 * Double(t))) < 2) }
        for t in 14..<30 { #expect(abs(result[t][0].detection.box.center.x - 500) < 2) }
    }

    @Test func nothingIsMadeUpUnlessAskedFor() {
        let frames = stride(from: 0, to: 30, by: 3).map { (frameIndex: $0, detections: [Scene.person(x: 100)]) }
        let filled = ClipTracker().track(frames, frameCount: 30)
        let bare = ClipTracker().track(frames, frameCount: 30, fillsGaps: false)
        #expect(filled.allSatisfy { $0.count == 1 })
        for (t, objects) in bare.enumerated() { #expect(objects.count == (t % 3 == 0 ? 1 : 0)) }
    }

    @Test func boxesStayInThePicture() {
        let bounds = Box(x1: 0, y1: 0, x2: 640, y2: 360)
        let frames = (0..<40).map { (frameIndex: $0, detections: [Scene.person(x: 500 + 5 * Double($0))]) }
        for object in ClipTracker().track(frames, frameCount: 42, bounds: bounds).joined() {
            let box = object.detection.box
            #expect(box.x1 >= 0 && box.x2 <= 640 && box.y2 <= 360 && box.area > 0)
        }
    }

    @Test func littleInputIsAnswered() {
        let tracker = ClipTracker()
        #expect(tracker.track([], frameCount: 0).isEmpty)
        #expect(tracker.track([], frameCount: 2) == [[], []])
        let empty = (0..<3).map { (frameIndex: $0, detections: [Detection]()) }
        #expect(tracker.track(empty, frameCount: 3) == [[], [], []])
        let one = tracker.track([(frameIndex: 0, detections: [Scene.person(x: 9), Scene.ball(x: 50)])], frameCount: 1)
        #expect(one.map { $0.map(\.id) } == [[1, 2]])
    }

    @Test func brokenBoxesArePassedOver() {
        let broken = [
            Box(x1: .nan, y1: 0, x2: 10, y2: 10), Box(x1: 0, y1: 0, x2: .infinity, y2: 10),
            Box(x1: 5, y1: 5, x2: 5, y2: 5),
        ]
        .flatMap { box in
            [ObjectClass.player, .ball].map { Detection(box: box, objectClass: $0, confidence: 0.9) }
        }
        let frames = (0..<20).map { (frameIndex: $0, detections: broken + [Scene.person(x: 100)]) }
        #expect(ClipTracker().track(frames, frameCount: 20).allSatisfy { $0.map(\.id) == [1] })
    }

    @Test func theSameInputGivesTheSameOutput() {
        var scene = PannedScene()
        let frames = scene.frames()
        #expect(ClipTracker().track(frames, frameCount: 200) == ClipTracker().track(frames, frameCount: 200))
    }
}
