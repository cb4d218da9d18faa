import Foundation
import Geometry
import Observations
import Pitch
import Testing

@testable import Miner

@Suite struct PlaybackTests {
    private func playback() throws -> Playback {
        let result = try KeptResult(FoundClip.result(challengeID: "a"), endpoint: "challenge")
        return Playback(result, width: 0, height: 0, hasClip: true)
    }

    @Test func everyFrameKeepsWhatWasFoundInIt() throws {
        let playback = try playback()
        #expect(playback.frames.map(\.frameNumber) == Array(0..<FoundClip.frames))
        #expect(playback.frames[9].objects[0].bbox == FoundClip.box(9))
        #expect(playback.frames[9].objects[0].team == 0)
        #expect(playback.width == 320 && playback.height == 180 && playback.shots.count == 2)
        #expect(playback.frameRate == 25)
    }

    @Test func thePitchIsWhereTheCameraSeesIt() throws {
        let playback = try playback()
        let truth = try #require(FoundClip.toImage)
        for frame in playback.frames {
            let pitch = try #require(frame.pitch)
            let found = try #require(Homography(elements: pitch.toImage))
            #expect(playback.plans[pitch.plan].length == 105)
            for place in [Point(52.5, 34), Point(45, 20), Point(60, 60)] {
                let (a, b) = (try #require(truth.apply(place)), try #require(found.apply(place)))
                #expect(a.distance(to: b) < 0.5)
            }
        }
    }

    @Test func objectsStandWhereTheirFeetAre() throws {
        let frame = try playback().frames[20]
        let place = try #require(frame.objects[0].place)
        let box = FoundClip.box(20)
        let truth = try #require(FoundClip.toImage?.inverse?.apply(Point((box[0] + box[2]) / 2, box[3])))
        let expected = PitchPlan.regulation.templatePosition(of: truth)
        #expect(Point(place[0], place[1]).distance(to: expected) < 0.3)
    }

    @Test func theViewEndsWhereThePictureDoes() throws {
        let view = try #require(playback().frames[0].view)
        let truth = try #require(FoundClip.toImage?.inverse?.apply(Point(320, 180)))
        let corner = PitchPlan.regulation.templatePosition(of: truth)
        let nearest = view.compactMap { $0 }.map { Point($0[0], $0[1]).distance(to: corner) }.min()
        #expect(try #require(nearest) < 0.5)
    }

    @Test func predictionsArePlayedWithoutIDs() throws {
        let text = """
            {"success": true, "error": null, "predictions": {"frames": [{"frame_id": 4, "polygons": [], "boxes": \
            [{"x1": 1, "y1": 2, "x2": 3, "y2": 9, "cls_id": 3, "conf": 0.5}], "keypoints": [[0, 0]]}]}}
            """
        let playback = Playback(
            try KeptResult(Array(text.utf8), endpoint: "predict"), width: 640, height: 360, hasClip: false)
        #expect(playback.frames[0].frameNumber == 4)
        #expect(playback.frames[0].objects[0].bbox == [1, 2, 3, 9])
        #expect(playback.frames[0].objects[0].id == nil)
        #expect(playback.frames[0].pitch == nil)
        #expect(playback.width == 640)
    }

    @Test func whatIsNoResultIsToldApart() {
        #expect(throws: (any Error).self) { try KeptResult(Array("{}".utf8), endpoint: "challenge") }
    }
}
