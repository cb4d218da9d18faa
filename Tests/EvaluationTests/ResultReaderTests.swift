import Geometry
import Observations
import Testing
import Tracking

@testable import Evaluation

struct ResultReaderTests {
    private func read(_ text: String) throws -> ClipObservations {
        try ClipObservations(json: Array(text.utf8), source: "result.json")
    }

    @Test func aResultIsRead() throws {
        let clip = try read(
            """
            {"challenge_id": "x", "frames": [
            {"frame_number": 2, "keypoints": [[0, 0], [10.5, 20]], "objects": []},
            {"frame_number": 0, "keypoints": [], "objects": [
              {"id": 3, "bbox": [1, 2, 3.5, 4], "class_id": 1, "confidence": 0.91}]}],
            "processing_time": 1.9, "clip": {"width": 1280, "height": 720, "frame_rate": 25.0}}
            """)
        #expect(clip.frames.map(\.index) == [0, 2])
        #expect(clip.frames[1].keypoints == [.absent, Keypoint(point: Point(x: 10.5, y: 20), confidence: 1)])
        #expect(clip.objectsByFrame.map(\.count) == [1, 0, 0])
        let object = clip.frames[0].objects[0]
        #expect(object.id == 3)
        #expect(object.detection.objectClass == .goalkeeper)
        #expect(object.detection.box == Box(x1: 1, y1: 2, x2: 3.5, y2: 4))
        #expect(clip.processingTime == 1.9)
        #expect(clip.width == 1280)
    }

    @Test func teamsAreReadWhereTheyAre() throws {
        let clip = try read(
            """
            {"frames": [{"frame_number": 0, "objects": [
              {"id": 1, "bbox": [0, 0, 1, 1], "class_id": 2, "team": 1},
              {"id": 2, "bbox": [0, 0, 1, 1], "class_id": 3},
              {"id": 3, "bbox": [0, 0, 1, 1], "class_id": 2, "team": null}]}]}
            """)
        #expect(clip.frames[0].teams == [1, nil, nil])
        #expect(clip.hasTeams)
        #expect(try !read(#"{"frames": [{"frame_number": 0, "objects": []}]}"#).hasTeams)
    }

    @Test(arguments: [
        (#"{"version": 2, "frames": []}"#, "version 2"),
        (
            #"{"frames": [{"frame_number": 0, "objects": [{"id": 1, "bbox": [0, 0, 1, 1], "class_id": 2, "team": 2}]}]}"#,
            "team"
        ),
        ("[]", "wrong type"), ("{", "parsed"), ("{}", "\"frames\" is missing"),
        (#"{"frames": [{"frame_number": -1, "objects": []}]}"#, "not a valid frame number"),
        (#"{"frames": [{"frame_number": 1, "objects": []}, {"frame_number": 1, "objects": []}]}"#, "twice"),
        (#"{"frames": [{"frame_number": 1, "objects": [{"id": 1, "bbox": [1], "class_id": 0}]}]}"#, "frame 1"),
        (
            #"{"frames": [{"frame_number": 1, "objects": [{"id": 1, "bbox": [1, 2, 3, 4], "class_id": 9}]}]}"#,
            "class_id"
        ),
    ])
    func whatIsNoResultIsRefused(text: String, part: String) {
        let error = #expect(throws: EvaluationError.self) { try read(text) }
        #expect(error?.code == .malformed)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    @Test func aTruthWithoutFramesIsRefused() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(#"{"version": 1, "frames": []}"#, to: "truth.json")
        let error = #expect(throws: EvaluationError.self) { try ClipObservations(truthAt: path) }
        #expect(error?.code == .malformed && error?.source == path)
        // A result may be empty: nothing was found.
        #expect(try ClipObservations(path: path).frames.isEmpty)
        let whole = try folder.write(#"{"frames": [{"frame_number": 0, "objects": []}]}"#, to: "whole.json")
        #expect(try ClipObservations(truthAt: whole).frames.count == 1)
    }

    @Test func aFileThatIsNotThereIsNamed() {
        let error = #expect(throws: EvaluationError.self) { try ClipObservations(path: "/nowhere/result.json") }
        #expect(error?.code == .notFound)
        #expect(error?.source == "/nowhere/result.json")
    }
}
