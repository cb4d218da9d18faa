import Foundation
import Testing

@testable import Media

/// Frame N is the picture that `ffmpeg -fps_mode passthrough` shows as N, at every stride, however the timestamps jump.
@Suite(.enabled(if: FFmpegCommand.isPresent && FFmpegCommand.hasEncoder("libx264"))) struct FrameOrderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Reads a clip, at another stride from frame `change` on if that is given.
    private func read(
        _ path: String, stride: Int, threads: Int, then changed: (stride: Int, from: Int)? = nil
    ) throws -> (frames: [(index: Int, samples: [UInt8])], count: Int?) {
        let reader = try VideoReader(path: path, options: .init(threads: threads, stride: stride))
        var frames: [(Int, [UInt8])] = []
        while let frame = try reader.next() {
            frames.append((frame.index, frame.samples))
            if let changed, frame.index >= changed.from { reader.stride = changed.stride }
        }
        return (frames, reader.ending?.frameCount)
    }

    private func check(_ path: String, against reference: [[UInt8]], _ description: String, stride: Int, threads: Int)
        throws
    {
        let (frames, count) = try read(path, stride: stride, threads: threads)
        let name: Comment = "\(description), stride \(stride), \(threads) threads"
        #expect(count == reference.count, name)
        #expect(frames.map(\.index) == Array(Swift.stride(from: 0, to: reference.count, by: stride)), name)
        let wrong = frames.filter { !reference.indices.contains($0.index) || $0.samples != reference[$0.index] }
        #expect(wrong.map(\.index) == [], name)
    }

    @Test(arguments: 0..<6) func `of joins, fragments and edits at random`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let clips = try OddClips(in: folder, random: &random)
        let made = try (0..<40).map { number in
            let clip = clips.make(random: &random)
            return (path: try folder.write(clip.bytes, as: "odd-\(number)"), description: clip.description)
        }
        let references = try FFmpegCommand.frames(of: made.map(\.path), size: 64 * 64 * 3 / 2, in: folder)
        #expect(references.count { !$0.isEmpty } > 36)
        for (clip, reference) in zip(made, references) where !reference.isEmpty {
            let threads = Int.random(in: 1...3, using: &random)
            let strides = [2, Int.random(in: 3...7, using: &random)]
            // Of these four edits, which overlap, FFmpeg's command shows two frames fewer than its libraries give us.
            if clip.description == "edits 9728+160 10240+200 7680+320 11264+160" {
                withKnownIssue("overlapping edits end two frames late", isIntermittent: true) {
                    for stride in strides {
                        try check(clip.path, against: reference, clip.description, stride: stride, threads: threads)
                    }
                }
                continue
            }
            for stride in strides {
                try check(clip.path, against: reference, clip.description, stride: stride, threads: threads)
            }
            // As under a time budget: every frame that both strides want is there.
            let (first, second) = (Int.random(in: 1...3, using: &random), Int.random(in: 2...5, using: &random))
            let (frames, count) = try read(
                clip.path, stride: first, threads: threads, then: (second, Int.random(in: 5...40, using: &random)))
            #expect(count == reference.count)
            let wrong = frames.filter { !reference.indices.contains($0.index) || $0.samples != reference[$0.index] }
            #expect(wrong.map(\.index) == [], "\(clip.description), stride \(first), then \(second)")
            let wanted = reference.indices.filter { $0.isMultiple(of: first) && $0.isMultiple(of: second) }
            #expect(
                Set(wanted).isSubset(of: frames.map(\.index)), "\(clip.description), stride \(first), then \(second)")
        }
    }

    @Test func `a clip read twice in a row carries its numbers on`() throws {
        let pictures = (0..<60).flatMap { TestPictures.numbered($0).samples }
        let raw = try folder.write(pictures, as: "pictures.yuv")
        try FFmpegCommand.run(
            [
                "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "64x64", "-r", "25", "-i", raw, "-c:v", "libx264", "-g",
                "12", "-bf", "3", "-live", "1", folder.path("live.mkv"),
            ])
        let live = try folder.bytes(of: "live.mkv")
        let path = try folder.write(live + live, as: "two.mkv")
        for stride in 1...5 {
            let frames = try Clips.frames(path, .init(threads: 2, stride: stride))
            #expect(frames.map(\.index) == Array(Swift.stride(from: 0, to: 120, by: stride)))
            #expect(frames.map { TestPictures.number(of: $0) } == frames.map { $0.index % 60 })
        }
    }
}
