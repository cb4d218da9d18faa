import Foundation
import Geometry
import Observations
import Synthesis
import Testing
import Tracking

@testable import Evaluation

struct ClipComparisonTests {
    private func object(_ id: Int, _ x: Double, _ kind: ObjectClass = .player) -> TrackedObject {
        TrackedObject(id: id, detection: Detection(box: square(x), objectClass: kind, confidence: 0.9))
    }

    private func clip(_ frames: [[TrackedObject]], teams: [Int?] = [], width: Int? = 1280) -> ClipObservations {
        ClipObservations(
            frames: frames.enumerated().map {
                .init(index: $0.offset, objects: $0.element, teams: teams, keypoints: [])
            },
            width: width, height: width.map { $0 * 9 / 16 })
    }

    @Test func everythingIsMeasuredAtOnce() throws {
        let truth = clip([[object(1, 0), object(2, 400)], [object(1, 10), object(2, 410)]], teams: [0, 1])
        let found = clip([[object(7, 0), object(9, 400)], [object(7, 10)]], teams: [0, 1])
        let comparison = try ClipComparison(name: "match", found: found, truth: truth)
        #expect(agree(comparison.objects.summary[.player].best.recall, 0.75))
        #expect(comparison.tracks.summary.all.idSwitches == 0)
        #expect(agree(comparison.tracks.summary.all.mota, 0.75))
        #expect(comparison.tracks.summary.sequences.map(\.name) == ["match"])
        #expect(comparison.teams?.summary.tracksRight == 1)
        #expect(comparison.objects.worstFrames(limit: 1, confidence: 0).map(\.frame.name) == ["match_000001"])
    }

    @Test func framesWithoutAnAnswerAreEmpty() throws {
        let truth = clip([[object(1, 0)], [object(1, 0)], [object(1, 0)], [object(1, 0)]])
        let comparison = try ClipComparison(name: "match", found: clip([[object(1, 0)]]), truth: truth)
        #expect(comparison.unanswered == 3)
        #expect(agree(comparison.objects.summary[.player].best.recall, 0.25))
        #expect(agree(comparison.tracks.summary.all.recall, 0.25))
        #expect(comparison.teams == nil)
    }

    @Test func theBallIsNoTrack() throws {
        let truth = clip([[object(1, 0), object(2, 400, .ball)]])
        let comparison = try ClipComparison(name: "match", found: clip([[object(1, 0)]]), truth: truth)
        #expect(comparison.tracks.summary.all.recall == 1)
        #expect(comparison.objects.summary[.ball].map50 == 0)
    }

    @Test func twoClipsAreNotCompared() throws {
        let truth = clip([[object(1, 0)]])
        for found in [clip([[], [object(1, 0)]]), clip([[object(1, 0)]], width: 640)] {
            let error = #expect(throws: EvaluationError.self) {
                try ClipComparison(name: "match", found: found, truth: truth)
            }
            #expect(error?.message.contains("belong to different clips") == true)
        }
        let error = #expect(throws: EvaluationError.self) {
            try ClipComparison(name: "match", found: clip([[]], width: nil), truth: clip([[]], width: nil))
        }
        #expect(error?.message.contains("size of the frames") == true)
    }

    /// What `synthesize` writes is truth here, to a thousandth of a pixel.
    @Test func theTruthOfASyntheticClipIsRead() throws {
        let made = try SyntheticClip(settings: .init(seconds: 0.08, seed: 3, width: 128, height: 72))
        let frames = made.map(\.truth)
        let folder = try ScratchFolder()
        let path = folder.path + "/truth.json"
        try ClipTruth(clip: made.facts, frames: frames).write(to: URL(fileURLWithPath: path))
        let read = try ClipObservations(path: path)
        #expect(read.width == 128 && read.height == 72)
        #expect(read.frames.map(\.index) == [0, 1])
        for (frame, truth) in zip(read.frames, frames) {
            #expect(frame.objects.map(\.id) == truth.objects.map(\.id))
            #expect(frame.objects.map(\.detection.objectClass) == truth.objects.map(\.objectClass))
            #expect(frame.teams == truth.objects.map(\.team))
            #expect(frame.keypoints.map(\.isPresent) == truth.keypoints.map(\.isPresent))
            for (a, b) in zip(frame.objects, truth.objects) {
                #expect(agree(a.detection.box.x1, b.box.x1, within: 1e-3))
            }
        }
        let comparison = try ClipComparison(name: "clip", found: read, truth: read)
        #expect(comparison.tracks.summary.all.hota == 1)
        #expect(comparison.objects.summary.map50 == 1)
        #expect(comparison.teams?.summary.boxesRight == 1)
    }
}
