import Foundation
import Media
import Testing

/// What bad input gets: one clear line on standard error, a status that is not 0, and nothing left behind.
@Suite struct BadInputTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private func expectRefusal(
        _ arguments: [String], saying words: [String], environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = scratch.names
        let outcome = try Program.run(arguments, environment: environment, folder: scratch.path)
        #expect(outcome.status != 0 && outcome.status < 128, sourceLocation: sourceLocation)
        let line = outcome.complaints.first ?? ""
        #expect(outcome.complaints.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
        for word in words {
            #expect(line.contains(word), "'\(word)' is not in: \(line)", sourceLocation: sourceLocation)
        }
        #expect(scratch.names == before, "something was left behind", sourceLocation: sourceLocation)
        scratch.remove()
    }

    private func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = scratch.file(name)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func clip(_ name: String = "clip.mp4", frames: Int = 5, width: Int = 320, height: Int = 192) throws
        -> String
    {
        let path = scratch.file(name)
        try SampleClip.write(to: path, frames: frames, width: width, height: height)
        return path
    }

    @Test func missingFile() throws {
        try expectRefusal(["analyze", scratch.file("no.mp4")], saying: ["no.mp4"])
    }

    @Test func emptyFile() throws {
        try expectRefusal(["analyze", try write([], to: "empty.mp4")], saying: ["empty.mp4", "empty"])
    }

    @Test func randomBytes() throws {
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        try expectRefusal(["analyze", try write(bytes, to: "noise.mp4")], saying: ["noise.mp4"])
    }

    @Test func text() throws {
        try expectRefusal(["analyze", try write(Array("hello\n".utf8), to: "notes.mp4")], saying: ["notes.mp4"])
    }

    @Test func aFolder() throws {
        try expectRefusal(["analyze", scratch.path], saying: [scratch.path])
    }

    @Test func aClipWithoutItsIndex() throws {
        let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: clip(frames: 20))))
        try expectRefusal(["analyze", try write(Array(whole.prefix(300)), to: "cut.mp4")], saying: ["cut.mp4"])
    }

    @Test(arguments: [
        ("--frame-stride", "0", "FRAME_STRIDE"), ("--batch-size", "many", "BATCH_SIZE"),
        ("--img-size", "100", "IMG_SIZE"), ("--conf-threshold", "2", "CONF_THRESHOLD"),
        ("--device", "cuda:0,0", "DEVICE"),
    ])
    func settingsOutOfRange(flag: String, value: String, name: String) throws {
        try expectRefusal(["analyze", try clip(), flag, value], saying: [name, value, "must be"])
    }

    /// A library that isn't there stands for a machine where nothing was set up.
    @Test func aGPUThatIsMissingIsNeverReplaced() throws {
        try expectRefusal(
            ["analyze", try clip(), "--device", "cuda:1"], saying: ["DEVICE=cuda:1", "make setup DEVICE=cuda"],
            environment: ["ONNXRUNTIME_LIB": "/nowhere/libonnxruntime.so.1"])
    }

    @Test func aSettingOfTheEnvironmentOutOfRange() throws {
        try expectRefusal(
            ["analyze", try clip()], saying: ["CPU_THREADS", "-3", "environment"], environment: ["CPU_THREADS": "-3"])
    }

    @Test func outputFolderThatCannotBeMade() throws {
        try expectRefusal(["analyze", try clip(), "--output", "/dev/null/result.json"], saying: ["/dev/null"])
    }

    @Test func outputThatIsAFolder() throws {
        try expectRefusal(["analyze", try clip(), "--output", scratch.path], saying: [scratch.path, "folder"])
    }

    @Test func annotatedVideoThatCannotBeWritten() throws {
        try expectRefusal(["analyze", try clip(), "--annotate", "/proc/annotated.mp4"], saying: ["/proc"])
    }

    @Test func aModelThatIsNotThere() throws {
        try expectRefusal(["analyze", try clip(), "--model", scratch.file("no.onnx")], saying: ["no.onnx"])
    }

    @Test func aBrokenModel() throws {
        let model = try write(Array("not a model".utf8), to: "broken.onnx")
        try expectRefusal(["analyze", try clip(), "--model", model], saying: ["broken.onnx"])
    }

    @Test func aPackageWithoutDescription() throws {
        try FileManager.default.createDirectory(atPath: scratch.file("package"), withIntermediateDirectories: true)
        try expectRefusal(["analyze", try clip(), "--model", scratch.file("package")], saying: ["model.json"])
    }

    @Test func aConfigFileThatIsNotThere() throws {
        try expectRefusal(["analyze", try clip(), "--config", scratch.file("no.env")], saying: ["no.env"])
    }

    @Test func aConfigFileThatIsNoObject() throws {
        let config = try write(Array("[1, 2]".utf8), to: "my.json")
        try expectRefusal(["analyze", try clip(), "--config", config], saying: ["my.json", "BATCH_SIZE"])
    }

    @Test func aTraceThatCannotBeWritten() throws {
        try expectRefusal(["analyze", try clip(), "--timings", "/dev/null/trace.json"], saying: ["/dev/null"])
    }

    @Test func aBenchmarkOfASettingOutOfRange() throws {
        try expectRefusal(
            ["benchmark", "--video-path", try clip(), "--batch-size", "1,many"], saying: ["BATCH_SIZE", "many"])
    }

    @Test func aBenchmarkOfAnAddress() throws {
        try expectRefusal(["benchmark", "--video-url", "ftp://example.com/a.mp4"], saying: ["http", "https"])
    }

    @Test func aBenchmarkOfNoClip() throws {
        try expectRefusal(["benchmark", "--video-path", scratch.file("no.mp4")], saying: ["no.mp4"])
    }

    @Test func synthesisOfNothing() throws {
        try expectRefusal(["synthesize", scratch.file("a.mp4"), "--seconds", "-1"], saying: ["seconds"])
    }
}
