import Geometry
import Observations
import Testing
import Tracking

@Suite struct TrackerTests {
    /// Ids of one tracker over frames, in the order of the detections' x.
    private func run(
        _ frames: [(Int, [Detection])], settings: TrackingSettings = .init()
    ) -> [[TrackedObject]] {
        var tracker = Tracker(settings: settings)
        return frames.map { tracker.update($0.1, frameIndex: $0.0) }
    }

    @Test func idsCountFromOneInTheOrderOfAppearance() {
        let result = run(
            (0..<5).map { t in
                (t, [Scene.person(x: 100), Scene.person(x: 300)] + (t >= 2 ? [Scene.person(x: 500)] : []))
            })
        #expect(result[0].map(\.id) == [1, 2])
        #expect(result[4].map(\.id) == [1, 2, 3])
    }

    @Test func crossingPlayersKeepTheirIds() throws {
        // They run towards each other, 10 px apart in depth, and are one box apart again at the end.
        let result = run(
            (0..<60).map { t in
                let x = Double(t) * 4
                return (t, [Scene.person(x: 100 + x, y: 300), Scene.person(x: 340 - x, y: 316)])
            })
        let start = try #require(result.first)
        let end = try #require(result.last)
        func box(_ id: Int, _ objects: [TrackedObject]) throws -> Box {
            try #require(objects.first { $0.id == id }).detection.box
        }
        for id in [1, 2] {
            #expect(abs(try box(id, start).center.y - box(id, end).center.y) < 1, "id \(id) changed its line")
        }
    }

    @Test(arguments: [(10, true), (29, true), (31, false)])
    func anIdSurvivesAnOcclusionNoLongerThanTheBuffer(unseen: Int, survives: Bool) {
        var frames = (0..<20).map { ($0, [Scene.person(x: 100), Scene.person(x: 500)]) }
        frames += (20..<20 + unseen).map { ($0, [Scene.person(x: 500)]) }
        frames.append((20 + unseen, [Scene.person(x: 100), Scene.person(x: 500)]))
        let ids = run(frames).last?.map(\.id)
        #expect(ids == (survives ? [1, 2] : [2, 3]))
    }

    @Test func theBufferFollowsTheFrameRate() {
        var frames = (0..<20).map { ($0, [Scene.person(x: 100)]) }
        frames += (20..<70).map { ($0, []) } + [(70, [Scene.person(x: 100)])]
        #expect(run(frames, settings: .init(frameRate: 30)).last?.map(\.id) == [2])
        #expect(run(frames, settings: .init(frameRate: 60)).last?.map(\.id) == [1])
    }

    @Test func anUnconfidentDetectionContinuesATrackButStartsNone() {
        let seen = (0..<10).map { ($0, [Scene.person(x: 100)]) }
        let faint = (10..<15).map {
            ($0, [Scene.person(x: 100, confidence: 0.15), Scene.person(x: 600, confidence: 0.15)])
        }
        let result = run(seen + faint)
        #expect(result.last?.map(\.id) == [1])
        #expect(result.last?.first?.detection.confidence == 0.15)
    }

    @Test func anIdWaitsForEnoughFramesInARow() {
        let frames = (0..<4).map { ($0, [Scene.person(x: 100)]) }
        #expect(run(frames, settings: .init(minimumConsecutiveFrames: 3)).map { $0.map(\.id) } == [[], [], [1], [1]])
        // Interrupted, it begins again.
        let broken = [frames[0], frames[1], (2, []), (3, [Scene.person(x: 100)]), (4, [Scene.person(x: 100)])]
        #expect(run(broken, settings: .init(minimumConsecutiveFrames: 3)).allSatisfy { $0.isEmpty })
    }

    @Test func aJumpOfTheFrameIndexIsPredictedOver() {
        // 4 px a frame: half a box per step of 4, and a box and a half where the stride jumps to 12.
        let steps = Array(stride(from: 0, through: 60, by: 4)) + [72, 74, 86]
        let frames = steps.map { t in
            (t, [Scene.person(x: 100 + 4 * Double(t)), Scene.person(x: 90, y: 500)])
        }
        #expect(Set(run(frames).flatMap { $0.map(\.id) }) == [1, 2])
    }

    @Test func aPanDoesNotLoseAnyone() {
        // The picture moves by most of a box's width per frame, and nobody runs.
        let xs = [50.0, 210, 390, 520, 700, 910]
        let frames = (0..<30).map { t in
            (t, xs.enumerated().map { Scene.person(x: $1 + 24 * Double(t), y: 250 + 30 * Double($0)) })
        }
        #expect(Set(run(frames).flatMap { $0.map(\.id) }) == [1, 2, 3, 4, 5, 6])
        let uncompensated = run(frames, settings: .init(compensatesCameraMotion: false))
        #expect(Set(uncompensated.flatMap { $0.map(\.id) }).count > 6)
    }

    @Test func theClassIsVoted() {
        let classes: [ObjectClass] = [.referee, .referee, .player, .referee, .goalkeeper, .referee]
        let result = run(classes.enumerated().map { ($0, [Scene.person(x: 100, as: $1)]) })
        #expect(result.allSatisfy { $0.map(\.detection.objectClass) == [.referee] })
    }

    @Test func brokenBoxesArePassedOver() {
        let broken = [
            Box(x1: .nan, y1: 0, x2: 10, y2: 10), Box(x1: 0, y1: 0, x2: .infinity, y2: 10),
            Box(x1: 50, y1: 50, x2: 50, y2: 90), Box(x1: 90, y1: 50, x2: 50, y2: 90),
        ].flatMap { box in
            [ObjectClass.player, .ball].map { Detection(box: box, objectClass: $0, confidence: 0.9) }
        }
        let result = run((0..<5).map { ($0, broken + [Scene.person(x: 100), Scene.person(x: 300, confidence: .nan)]) })
        #expect(result.allSatisfy { $0.map(\.id) == [1] })
    }

    @Test func aCutEndsTheTracksOfPersons() {
        var tracker = Tracker()
        let detections = [Scene.person(x: 100), Scene.ball(x: 300)]
        #expect(tracker.update(detections, frameIndex: 0).map(\.id) == [1, 2])
        tracker.endShot()
        let after = tracker.update(detections, frameIndex: 1)
        #expect(after.map(\.id) == [2, 3])
        #expect(after.first?.detection.objectClass == .ball)
    }

    @Test func aTrackThatIsGoneTakesNoOtherWithIt() {
        // The second person is lost on the way to the first, next to whom a third has appeared meanwhile.
        func person(_ x: Double) -> Detection { Scene.person(x: x, height: 200) }
        let frames = (0..<12).map { t in
            var seen = [person(100)]
            if t > 0, t < 9 { seen.append(person(92 + 25 * Double(11 - t))) }
            if t > 7 { seen.append(person(102)) }
            return (t, seen)
        }
        let result = run(frames, settings: .init(compensatesCameraMotion: false))
        #expect(result[8].map(\.id) == [1, 2, 3])
        #expect(result[11].map(\.id) == [1, 3])
    }

    @Test func anEmptyClipHasNoObjects() {
        #expect(run((0..<5).map { ($0, []) }).allSatisfy { $0.isEmpty })
    }

    @Test func theSameInputGivesTheSameOutput() {
        var generator = SeededGenerator(seed: 5)
        let frames = (0..<50).map { t in
            (
                t,
                (0..<15).map { i in
                    Scene.person(
                        x: 80 * Double(i) + .random(in: -40...40, using: &generator),
                        y: 300 + .random(in: -60...60, using: &generator),
                        confidence: .random(in: 0.05...1, using: &generator))
                }
            )
        }
        #expect(run(frames) == run(frames))
    }
}
