import Foundation
import Geometry
import Media
import Observations
import Testing

@testable import Synthesis

struct ClipWritingTests {
    private let small = SyntheticClipSettings(seconds: 0.2, seed: 3, width: 128, height: 72)

    @Test func clipAndTruthAreWritten() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        var counts: [Int] = []
        let clip = try SyntheticClip(settings: small)
        let truth = try clip.write(clip: folder.file("a.mp4"), truth: folder.file("a.json")) { counts.append($0) }
        #expect(counts == [1, 2, 3, 4, 5])
        #expect(folder.names.sorted() == ["a.json", "a.mp4"])
        let reader = try VideoReader(path: folder.file("a.mp4"))
        var frames = 0
        while try reader.next() != nil { frames += 1 }
        #expect(frames == truth.frames.count)

        let read = try ClipTruth(contentsOf: URL(fileURLWithPath: folder.file("a.json")))
        #expect(read.clip == truth.clip)
        #expect(read.clip.frameCount == 5 && read.clip.teams.count == 2)
        for (a, b) in zip(read.frames, truth.frames) {
            #expect(a.frameNumber == b.frameNumber)
            #expect(a.objects.map(\.id) == b.objects.map(\.id))
            #expect(a.objects.map(\.team) == b.objects.map(\.team))
            for (p, q) in zip(a.objects, b.objects) { #expect(p.box.iou(q.box) > 0.999) }
            for (p, q) in zip(a.keypoints, b.keypoints) {
                #expect(p.isPresent == q.isPresent && p.point.distance(to: q.point) < 0.001)
            }
        }
    }

    @Test func aCancelledClipLeavesNothing() async throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let (path, truth) = (folder.file("a.mp4"), folder.file("a.json"))
        let settings = small
        let task = Task {
            let clip = try SyntheticClip(settings: settings)
            try clip.write(clip: path, truth: truth) { count in
                if count == 2 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(folder.names.isEmpty)
    }

    @Test func aTruthThatCannotBeWrittenLeavesNoClip() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let clip = try SyntheticClip(settings: small)
        let error = #expect(throws: SynthesisError.self) {
            try clip.write(clip: folder.file("a.mp4"), truth: folder.file("missing/a.json"))
        }
        #expect(error?.code == .cannotWrite)
        #expect(error?.message.contains("missing/a.json") == true)
        #expect(folder.names.isEmpty)
    }

    @Test(arguments: ["", "{}", "[1, 2]", "{\"version\": 2}"])
    func whatIsNoTruthIsRefused(_ text: String) throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let url = URL(fileURLWithPath: folder.file("t.json"))
        try Data(text.utf8).write(to: url)
        let error = #expect(throws: SynthesisError.self) { try ClipTruth(contentsOf: url) }
        #expect(error?.code == .invalidTruth)
    }
}
