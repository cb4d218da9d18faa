import Foundation
import Testing

/// `analyze` as a user runs it, on small clips.
@Suite(.serialized) struct AnalyzeTests {
    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    private struct Challenge: Decodable, Equatable {
        struct Frame: Decodable, Equatable {
            struct Object: Decodable, Equatable {
                var id: Int
                var bbox: [Double]
                var classId: Int
                var confidence: Double
            }
            var frameNumber: Int
            var keypoints: [[Double]]
            var objects: [Object]
        }
        struct Clip: Decodable, Equatable {
            var frameCount: Int
            var endedEarly: Bool
        }
        var challengeId: String
        var frames: [Frame]
        var clip: Clip
    }

    private func analyze(_ arguments: [String], in scratch: Scratch) throws -> (Program.Outcome, Challenge?) {
        let output = scratch.file("result.json")
        let outcome = try Program.run(["analyze", "--output", output] + arguments, folder: scratch.path)
        let data = FileManager.default.contents(atPath: output)
        return (outcome, try data.map { try Self.decoder.decode(Challenge.self, from: $0) })
    }

    @Test func everyFrameIsAnsweredWithItsNumber() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("a.mp4")
        try SampleClip.write(to: clip, frames: 13)
        let (outcome, result) = try analyze(
            [clip, "--frame-stride", "3", "--challenge-id", "c1", "--annotate", scratch.file("seen.mp4")], in: scratch)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let read = try #require(result)
        #expect(read.challengeId == "c1")
        #expect(read.frames.map(\.frameNumber) == Array(0..<13))
        #expect(read.frames.allSatisfy { $0.keypoints.count == 32 })
        #expect(read.clip == .init(frameCount: 13, endedEarly: false))
        for box in read.frames.flatMap(\.objects).map(\.bbox) {
            #expect(box[0] >= 0 && box[1] >= 0 && box[2] <= 640 && box[3] <= 360 && box[0] < box[2] && box[1] < box[3])
        }
        #expect(scratch.names == ["a.mp4", "result.json", "seen.mp4"])
        #expect(outcome.errors.contains("Processed 13 frames with stride 3"))
    }

    @Test func twiceTheSameIsTheSame() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("a.mp4")
        try SampleClip.write(to: clip, frames: 9)
        let (_, first) = try analyze([clip], in: scratch)
        let (_, second) = try analyze([clip], in: scratch)
        #expect(first != nil && first == second)
    }

    @Test func aClipOfOneFrame() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("one.mp4")
        try SampleClip.write(to: clip, frames: 1)
        let (outcome, result) = try analyze([clip], in: scratch)
        #expect(outcome.status == 0 && result?.frames.map(\.frameNumber) == [0], "\(outcome.errors)")
    }

    @Test func aTinyPicture() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("tiny.mp4")
        try SampleClip.write(to: clip, frames: 3, width: 16, height: 16)
        let (outcome, result) = try analyze([clip, "--annotate", scratch.file("seen.mp4")], in: scratch)
        #expect(outcome.status == 0 && result?.frames.count == 3, "\(outcome.errors)")
    }

    @Test func aClipThatEndsEarlySaysSo() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let whole = scratch.file("whole.mp4"), cut = scratch.file("cut.mp4")
        try SampleClip.write(to: whole, frames: 60)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
        try bytes.prefix(bytes.count * 6 / 10).write(to: URL(fileURLWithPath: cut))
        // With more threads, the decoder doesn't notice every damaged picture.
        let (outcome, result) = try analyze([cut, "--cpu-threads", "1"], in: scratch)
        #expect(outcome.status == 3)
        let read = try #require(result, "\(outcome.errors)")
        #expect(read.clip.endedEarly && read.frames.count > 5 && read.frames.count < 60)
        let missing = 60 - read.frames.count
        // The second is about the picture that the cut went through.
        let expected = [
            "the clip ends early, \(missing) frames are missing; the result contains the readable frames",
            "1 packet or picture is damaged; frames near it may be wrong",
        ]
        try #require(outcome.complaints.count == expected.count, "\(outcome.errors)")
        for (complaint, text) in zip(outcome.complaints, expected) {
            #expect(complaint.hasSuffix(" WARNING \(cut): \(text)"))
        }
    }

    @Test func noFillLeavesTheFramesBetweenEmpty() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("a.mp4")
        try SampleClip.write(to: clip, frames: 6)
        let (_, result) = try analyze([clip, "--frame-stride", "2", "--fill", "none"], in: scratch)
        let read = try #require(result)
        #expect(read.frames.count == 6)
        for frame in read.frames where frame.frameNumber % 2 == 1 { #expect(frame.objects.isEmpty) }
    }

    /// While the model is loaded, at half of the clip, and near its end.
    @Test(arguments: ["Device cpu", "Processed 200 frames", "Processed 300 frames"])
    func anInterruptionLeavesNothing(mark: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("long.mp4")
        try SampleClip.write(to: clip, frames: 400)
        let outcome = try Program.run(
            ["analyze", clip, "--annotate", scratch.file("seen.mp4"), "--frame-stride", "1"], folder: scratch.path,
            interruptAt: mark)
        #expect(outcome.status == 130 && !outcome.wasSignalled, "\(outcome.errors)")
        #expect(outcome.complaints == ["Interrupted; nothing was written."])
        #expect(scratch.names == ["long.mp4"])
    }

    /// The result is there by then, and stays.
    @Test(arguments: ["Drew 100 frames", "Drew 300 frames"])
    func anInterruptionWhileTheAnnotatedClipIsWrittenLeavesTheResult(mark: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("long.mp4")
        try SampleClip.write(to: clip, frames: 400)
        let outcome = try Program.run(
            [
                "analyze", clip, "--annotate", "seen.mp4", "--timings", "trace.json", "--frame-stride", "4",
                "--img-size", "320",
            ], folder: scratch.path, interruptAt: mark)
        #expect(outcome.status == 130 && !outcome.wasSignalled, "\(outcome.errors)")
        #expect(
            outcome.complaints == [
                "Interrupted; result.json is written, seen.mp4 and trace.json are not written."
            ])
        #expect(scratch.names == ["long.mp4", "result.json"])
        let data = try #require(FileManager.default.contents(atPath: scratch.file("result.json")))
        #expect(try Self.decoder.decode(Challenge.self, from: data).frames.count == 400)
    }

    @Test func resultGoesToStandardOutput() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let clip = scratch.file("a.mp4")
        try SampleClip.write(to: clip, frames: 2)
        let outcome = try Program.run(
            ["analyze", clip, "--output", "-", "--quiet"], environment: ["FRAME_STRIDE": "1"], folder: scratch.path)
        let read = try Self.decoder.decode(Challenge.self, from: Data(outcome.output.utf8))
        #expect(read.frames.count == 2 && outcome.errors.isEmpty)
    }

    @Test func modelsDescribesTheDefaultOne() throws {
        let outcome = try Program.run(["models"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("scorevision-plain") && outcome.output.contains("goalkeeper"))
    }
}
