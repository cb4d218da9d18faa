import Testing

@testable import Media

/// What a stride delivers is what a full decode gives at those numbers: same index, same time, same samples.
@Suite struct StrideTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func check(_ path: String) throws {
        let all = try Clips.frames(path)
        #expect(all.map(\.index) == Array(0..<all.count))
        for stride in [2, 3, 5] {
            let some = try Clips.frames(path, .init(threads: 3, stride: stride))
            #expect(some.map(\.index) == Array(Swift.stride(from: 0, to: all.count, by: stride)))
            for frame in some {
                #expect(frame.time == all[frame.index].time)
                #expect(frame.samples == all[frame.index].samples, "frame \(frame.index) at stride \(stride)")
            }
            #expect(try Clips.ending(path, .init(stride: stride))?.frameCount == all.count)
        }
    }

    @Test(arguments: ["ultrafast", "veryfast", "medium", "slow"]) func `of clips of our own`(preset: String) throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 50, options: .init(preset: preset, keyFrameInterval: 20))
        try check(path)
    }

    @Test func `of an uneven clip`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 50, times: { Double($0) / 25 + 0.017 * Double($0 % 4) })
        try check(path)
    }

    @Test(
        .enabled(if: FFmpegCommand.isPresent),
        arguments: [
            ("pyramid.mp4", ["-c:v", "libx264", "-bf", "8", "-b_strategy", "0", "-x264-params", "b-pyramid=normal"]),
            ("pyramid.mkv", ["-c:v", "libx264", "-bf", "5", "-b_strategy", "0", "-x264-params", "b-pyramid=normal"]),
            ("open.mp4", ["-c:v", "libx264", "-bf", "3", "-x264-params", "open-gop=1:keyint=10:min-keyint=5"]),
            ("fields.mp4", ["-c:v", "libx264", "-bf", "3", "-flags", "+ildct+ilme"]),
            ("fragments.mp4", ["-c:v", "libx264", "-g", "10", "-movflags", "frag_keyframe+empty_moov"]),
            ("hevc.mp4", ["-c:v", "libx265", "-x265-params", "log-level=none:keyint=12:bframes=4:pools=1"]),
            (
                "layers.mp4",
                ["-c:v", "libx265", "-x265-params", "log-level=none:temporal-layers=1:bframes=4:b-adapt=0:pools=1"]
            ), ("vp9.webm", ["-c:v", "libvpx-vp9", "-cpu-used", "8", "-deadline", "realtime"]),
            ("vp8.webm", ["-c:v", "libvpx", "-auto-alt-ref", "1", "-lag-in-frames", "16", "-cpu-used", "8"]),
            ("mpeg4.mp4", ["-c:v", "mpeg4", "-bf", "2"]),
        ]) func `of clips by FFmpeg`(name: String, options: [String]) throws
    {
        guard FFmpegCommand.hasEncoder(options[1]) else { return }
        let path = folder.path(name)
        try FFmpegCommand.makeClip(path, frames: 40, options)
        try check(path)
    }

    @Test func `pictures that nobody needs aren't decoded`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 60, options: .init(preset: "medium"))
        func decoded(stride: Int) throws -> Int {
            let control = ReadControl(stride: stride)
            let stream = try FrameStream(
                source: FileBytes(path: path), options: .init(threads: 1, stride: stride), control: control)
            while try stream.next() != nil {}
            return stream.packetsDecoded
        }
        #expect(try decoded(stride: 1) == 60)
        #expect(try decoded(stride: 2) < 50)
    }

    @Test func `the stride may change on the way`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 60)
        let reader = try VideoReader(path: path, options: .init(threads: 1))
        var indices: [Int] = []
        while let frame = try reader.next() {
            #expect(TestPictures.number(of: frame) == frame.index)
            indices.append(frame.index)
            if frame.index == 20 { reader.stride = 4 }
        }
        #expect(indices == Array(0...20) + Array(stride(from: 24, to: 60, by: 4)))
    }

    @Test func `without the loop filter only the numbers stay`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 30, options: .init(crf: 40, preset: "medium"))
        for skip in VideoReader.LoopFilterSkip.allCases {
            let frames = try Clips.frames(path, .init(stride: 2, skipLoopFilter: skip))
            #expect(frames.map { TestPictures.number(of: $0) } == Array(stride(from: 0, to: 30, by: 2)))
        }
    }
}
