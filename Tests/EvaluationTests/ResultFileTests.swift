import Geometry
import Testing
import Tracking

@testable import Evaluation

struct ResultFileTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    @Test func theFormIsKnownByTheFirstCharacter() throws {
        let json = try folder.write(#" {"frames": [{"frame_number": 3, "objects": []}]}"#, to: "a.json")
        guard case .clip(let clip) = try ResultFile(path: json) else {
            Issue.record("not read as JSON")
            return
        }
        #expect(clip.frames.map(\.index) == [3])
        let text = try folder.write("1,4,10,20,30,40,0.9,2,1\n", to: "a.txt")
        guard case .tracks(let rows) = try ResultFile(path: text) else {
            Issue.record("not read as MOT")
            return
        }
        #expect(rows.map(\.id) == [4])
    }

    @Test(arguments: ["frame,time,id\n0,0,1\n", "<html>", "{\"frames\": 1}", "1,2\n"])
    func anythingElseIsRefused(text: String) throws {
        let path = try folder.write(text, to: "a")
        let error = #expect(throws: EvaluationError.self) { try ResultFile(path: path) }
        #expect(error?.code == .malformed)
    }

    @Test func theSubnetsJSONIsHeldAgainstASequence() throws {
        let truth = try folder.write("1,1,0,0,100,100,1,1,1\n2,1,5,0,100,100,1,1,1\n", to: "s/gt/gt.txt")
        let found = try folder.write(
            """
            {"frames": [
            {"frame_number": 0, "objects": [{"id": 5, "bbox": [0, 0, 100, 100], "class_id": 2},
                                            {"id": 6, "bbox": [300, 0, 310, 10], "class_id": 0}]},
            {"frame_number": 1, "objects": [{"id": 5, "bbox": [5, 0, 105, 100], "class_id": 2}]}]}
            """, to: "result.json")
        let sequence = try MOTFolder(path: folder.path + "/s").sequence(found: ResultFile(path: found))
        #expect(sequence.frames.map(\.found.count) == [1, 1])
        var score = TrackingScore()
        try score.add(sequence)
        #expect(score.summary.all.mota == 1)
        _ = truth
        // Where every row counts, a truth that has balls of its own is compared with the balls found.
        _ = try folder.write("1,1,0,0,100,100,1,2,1\n1,2,300,0,10,10,1,0,1\n", to: "b/gt/gt.txt")
        let withBall = try MOTFolder(path: folder.path + "/b").sequence(
            found: ResultFile(path: found), rules: .everyRow)
        #expect(withBall.frames[0].found.count == 2)
    }
}
