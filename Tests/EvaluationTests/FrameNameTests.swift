import Testing

@testable import Evaluation

struct FrameNameTests {
    @Test func aNameIsReadAsItIsWritten() {
        for index in [0, 123, 999_999] {
            let name = FrameName(clip: "a_match-2", index: index)
            #expect(FrameName(name.text) == name)
        }
        #expect(FrameName(clip: "match", index: 123).text == "match_000123")
    }

    @Test(arguments: [("match_7", "match", 7), ("000012", "", 12), ("a_b_0", "a_b", 0)])
    func otherNumberedNamesAreRead(text: String, clip: String, index: Int) {
        #expect(FrameName(text) == FrameName(clip: clip, index: index))
    }

    @Test(arguments: ["match", "match_", "match_1x", "match_-1", "", "_", "match_٣", "match_99999999999999999999"])
    func namesWithoutANumberAreNone(text: String) {
        #expect(FrameName(text) == nil)
    }

    @Test(arguments: [
        ("/clips/match.mp4", "match"), ("a b/c d.e.mkv", "c_d.e"), ("Köln.mp4", "K_ln"), (".hidden", ".hidden"),
    ])
    func aClipsNameIsAFilesName(path: String, clip: String) {
        #expect(FrameName.clip(of: path) == clip)
    }
}
