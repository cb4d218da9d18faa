import Testing

@testable import Evaluation

struct LabelledFramesTests {
    private func folder(_ names: [String]) throws -> (ScratchFolder, LabelledFolder) {
        let scratch = try ScratchFolder()
        for name in names {
            _ = try scratch.write("", to: "images/\(name).jpg")
            _ = try scratch.write("", to: "labels/\(name).txt")
        }
        return (scratch, try LabelledFolder(path: scratch.path))
    }

    @Test func framesComeInOrderUnderTheirNumbers() throws {
        let (scratch, folder) = try folder(["match_000100", "match_000025", "match_1000000", "match_000000"])
        defer { withExtendedLifetime(scratch) {} }
        #expect(throws: EvaluationError.self) { try folder.frames(of: "other.mp4") }
        let frames = try self.folder(["match_000100", "match_000025"]).1.frames(of: nil)
        #expect(frames.map(\.index) == [25, 100])
        #expect(frames.map(\.item.name) == ["match_000025", "match_000100"])
    }

    @Test func ofSeveralClipsTheResultsIsTaken() throws {
        let (scratch, folder) = try folder(["match_000100", "other_000025", "notes"])
        defer { withExtendedLifetime(scratch) {} }
        #expect(try folder.frames(of: "/clips/match.mp4").map(\.index) == [100])
        #expect(throws: EvaluationError.self) { try folder.frames(of: "third.mp4") }
        #expect(throws: EvaluationError.self) { try folder.frames(of: nil) }
    }

    @Test func oneClipNeedsNoName() throws {
        let (scratch, folder) = try folder(["match_000100", "match_000125"])
        defer { withExtendedLifetime(scratch) {} }
        #expect(try folder.frames(of: "0b1f-challenge").map(\.index) == [100, 125])
    }

    @Test func twoPicturesOfAFrameAreRefused() throws {
        let (scratch, folder) = try folder(["match_7", "match_000007"])
        defer { withExtendedLifetime(scratch) {} }
        let error = #expect(throws: EvaluationError.self) { try folder.frames(of: "match.mp4") }
        #expect(error?.message.contains("frame 7") == true)
    }
}
