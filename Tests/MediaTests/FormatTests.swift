import Foundation
import Testing

@testable import Media

/// Clips of every kind, made by FFmpeg and compared with what FFmpeg itself decodes.
@Suite(.enabled(if: FFmpegCommand.isPresent)) struct FormatTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// How far samples may lie from the reference: 0 where nothing is converted.
    private func compare(_ path: String, tolerance: Int = 0, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let reference = try FFmpegCommand.decode(path)
        let frames = try Clips.frames(path)
        let first = try #require(frames.first, sourceLocation: sourceLocation)
        let size = first.samples.count
        #expect(frames.count * size == reference.count, sourceLocation: sourceLocation)
        #expect(frames.map(\.index) == Array(0..<frames.count), sourceLocation: sourceLocation)
        for (frame, start) in zip(frames, stride(from: 0, to: reference.count, by: size)) {
            let worst = zip(frame.samples, reference[start..<min(start + size, reference.count)])
                .reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
            #expect(worst <= tolerance, "frame \(frame.index)", sourceLocation: sourceLocation)
        }
    }

    private static let x264 = ["-c:v", "libx264", "-preset", "veryfast"]
    private static let x265 = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:pools=1"]
    private static let vp9 = ["-c:v", "libvpx-vp9", "-cpu-used", "8", "-deadline", "realtime"]

    @Test(arguments: [
        ("h264.mp4", x264), ("h264.mov", x264), ("h264.mkv", x264 + ["-bf", "3"]), ("hevc.mp4", x265),
        ("hevc.mkv", x265), ("vp9.webm", vp9), ("vp9.mp4", vp9), ("vp8.webm", ["-c:v", "libvpx", "-cpu-used", "8"]),
        ("av1.mkv", ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime"]),
        ("av1.mp4", ["-c:v", "libsvtav1", "-preset", "12"]), ("mpeg4.mp4", ["-c:v", "mpeg4", "-bf", "2"]),
        ("fragments.mp4", x264 + ["-g", "6", "-movflags", "frag_keyframe+empty_moov+default_base_moof"]),
    ]) func `codecs and containers`(name: String, options: [String]) throws {
        guard FFmpegCommand.hasEncoder(options[1]) else { return }
        let path = folder.path(name)
        try FFmpegCommand.makeClip(path, frames: 20, options + ["-pix_fmt", "yuv420p"])
        try compare(path)
        let info = try VideoReader(path: path).info
        #expect(info.codec == name.prefix { $0 != "." } || name == "fragments.mp4")
        #expect(info.frameRate?.value == 25)
        #expect(try Clips.ending(path)?.endedEarly == false)
    }

    @Test(arguments: [
        ("yuvj420p", x264, 0), ("yuv422p", x264, 1), ("yuv444p", x264, 1), ("yuvj422p", x264, 1), ("gray", x264, 0),
        ("yuv420p10le", x264, 1), ("yuv422p10le", x264, 1), ("yuv420p10le", x265, 1), ("gray", x265, 0),
        ("gray10le", x265, 1), ("yuv444p12le", x265, 1), ("yuv440p", vp9, 1),
        ("yuv420p10le", ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime"], 1),
        ("gray", ["-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime"], 0),
    ]) func `pixel formats`(format: String, options: [String], tolerance: Int) throws {
        guard FFmpegCommand.hasEncoder(options[1]) else { return }
        let path = folder.path("clip.mkv")
        try FFmpegCommand.makeClip(path, frames: 4, options + ["-pix_fmt", format])
        let frames = try Clips.frames(path)
        #expect(frames.count == 4)
        // FFmpeg's own conversion spreads gray over another range; luma as it was decoded is the reference then.
        let isGray = format.hasPrefix("gray")
        let native = try FFmpegCommand.run(
            [
                "-i", path, "-f", "rawvideo", "-pix_fmt",
                isGray ? "gray" : (format.contains("j") ? "yuvj420p" : "yuv420p"), "-",
            ])
        for frame in frames {
            let samples = isGray ? frame.luma : frame.samples
            let reference = native[(frame.index * samples.count)..<((frame.index + 1) * samples.count)]
            let worst = zip(samples, reference).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
            #expect(worst <= tolerance, "frame \(frame.index)")
            if isGray { #expect(frame.samples[frame.luma.count...].allSatisfy { $0 == 128 }) }
        }
    }

    @Test func `RGB becomes limited YUV`() throws {
        guard FFmpegCommand.hasEncoder("libx264rgb") else { return }
        let path = folder.path("rgb.mkv")
        try FFmpegCommand.run(
            [
                "-f", "lavfi", "-i", "color=red:size=64x64:rate=25", "-frames:v", "2", "-c:v", "libx264rgb", "-qp", "0",
                path,
            ])
        let frame = try #require(try Clips.frames(path).first)
        #expect(frame.colour == ColourDescription(matrix: .bt601, range: .limited))
        // Red in BT.601, limited: ITU-R BT.601-7, 2.5.
        #expect(abs(Int(frame.samples[0]) - 81) <= 1)
        #expect(abs(Int(frame.samples[64 * 64]) - 90) <= 1)
        #expect(abs(Int(frame.samples[64 * 64 + 32 * 32]) - 240) <= 1)
    }

    @Test(arguments: ["16x16", "16x130", "130x16", "34x18", "1920x1080"]) func `sizes`(size: String) throws {
        let path = folder.path("clip.mp4")
        try FFmpegCommand.makeClip(path, size: size, frames: 3, Self.x264 + ["-pix_fmt", "yuv420p"])
        try compare(path)
    }

    @Test(arguments: ["17x33", "129x65"]) func `odd sizes`(size: String) throws {
        guard FFmpegCommand.hasEncoder("libvpx-vp9") else { return }
        let path = folder.path("clip.webm")
        let scale = "scale=\(size.replacing("x", with: ":"))"
        try FFmpegCommand.makeClip(path, frames: 5, filter: scale, Self.vp9 + ["-pix_fmt", "yuv420p"])
        try compare(path)
        let info = try VideoReader(path: path).info
        #expect("\(info.width)x\(info.height)" == size)
    }

    @Test func `8K is read, and what is beyond is refused`() throws {
        let path = folder.path("8k.mp4")
        try FFmpegCommand.makeClip(path, size: "7680x4320", frames: 1, ["-c:v", "mpeg4", "-qscale", "31"])
        #expect(try Clips.frames(path).map(\.width) == [7680])
        let large = folder.path("large.mkv")
        try FFmpegCommand.run(
            ["-f", "lavfi", "-i", "color=green:size=8448x64:rate=25", "-frames:v", "1"] + Self.x264 + [large])
        let error = try #require(Clips.openingError(large))
        #expect(error.code == .pictureTooLarge)
        #expect(error.message.contains("8448x64"))
    }

    @Test func `a clip of one frame`() throws {
        let path = folder.path("one.mp4")
        try FFmpegCommand.makeClip(path, frames: 1, Self.x264)
        #expect(try Clips.frames(path).map(\.index) == [0])
        #expect(try Clips.ending(path)?.frameCount == 1)
    }

    @Test(arguments: OrientationTests.all) func `turned clips stand upright`(orientation: Orientation) throws {
        let path = folder.path("turned.mp4")
        try Clips.numbered(path, count: 3, width: 80, height: 48, options: .init(orientation: orientation))
        let info = try VideoReader(path: path).info
        #expect(info.orientation == orientation)
        #expect(info.width == (orientation.transposed ? 48 : 80))
        // FFmpeg's command turns pictures, but doesn't mirror those that are turned by 90 degrees as well.
        if !(orientation.transposed && orientation.mirrored) { try compare(path) }
    }

    @Test func `an edit list hides the start`() throws {
        let whole = folder.path("whole.mp4")
        try FFmpegCommand.makeClip(whole, frames: 60, Self.x264 + ["-g", "25", "-bf", "2"])
        let cut = folder.path("cut.mp4")
        try FFmpegCommand.run(["-ss", "1.6", "-i", whole, "-c", "copy", cut])
        let trimmed = folder.path("trimmed.mp4")
        try FFmpegCommand.run(["-i", whole, "-t", "1.0", "-c", "copy", trimmed])
        for path in [cut, trimmed] {
            try compare(path)
            let reader = try VideoReader(path: path)
            let all = try Clips.frames(path)
            #expect(reader.info.estimatedFrameCount == all.count)
            #expect(try Clips.ending(path)?.endedEarly == false)
            #expect(all.first?.time == 0)
            for stride in [2, 3] {
                let some = try Clips.frames(path, .init(stride: stride))
                #expect(some.map(\.index) == Array(Swift.stride(from: 0, to: all.count, by: stride)))
                #expect(some.allSatisfy { $0.luma == all[$0.index].luma })
            }
        }
    }

    @Test(arguments: ["h264", "hevc"]) func `a cut before pictures that can't be decoded`(codec: String) throws {
        let options =
            codec == "h264"
            ? ["-c:v", "libx264", "-bf", "3", "-x264-params", "open-gop=1:keyint=12:min-keyint=6:scenecut=0"]
            : ["-c:v", "libx265", "-x265-params", "log-level=none:open-gop=1:keyint=12:bframes=3:scenecut=0:pools=1"]
        guard FFmpegCommand.hasEncoder(options[1]) else { return }
        let whole = folder.path("whole.mkv")
        try FFmpegCommand.makeClip(whole, frames: 60, options)
        let cut = folder.path("cut.mkv")
        try FFmpegCommand.run(["-ss", "1.1", "-i", whole, "-c", "copy", cut])
        try compare(cut)
        let all = try Clips.frames(cut)
        for stride in [2, 3] {
            let some = try Clips.frames(cut, .init(stride: stride))
            #expect(some.map(\.index) == Array(Swift.stride(from: 0, to: all.count, by: stride)))
            #expect(some.allSatisfy { $0.luma == all[$0.index].luma })
        }
    }

    @Test func `uneven times`() throws {
        let path = folder.path("uneven.mkv")
        try FFmpegCommand.makeClip(
            path, frames: 20, filter: "select='not(eq(mod(n,5),3))'", Self.x264 + ["-fps_mode", "vfr"])
        try compare(path)
        let times = try Clips.frames(path).map(\.time)
        #expect(times.prefix(5).map { ($0 * 25).rounded() } == [0, 1, 2, 4, 5])
    }

    @Test func `a size that changes is brought to the first one`() throws {
        guard FFmpegCommand.hasEncoder("libvpx-vp9") else { return }
        let (small, large) = (folder.path("small.webm"), folder.path("large.webm"))
        try FFmpegCommand.makeClip(large, size: "128x96", frames: 5, Self.vp9 + ["-pix_fmt", "yuv420p"])
        try FFmpegCommand.makeClip(small, size: "64x48", frames: 5, Self.vp9 + ["-pix_fmt", "yuv420p"])
        let list = try folder.write(Array("file '\(large)'\nfile '\(small)'\n".utf8), as: "list.txt")
        let joined = folder.path("joined.webm")
        try FFmpegCommand.run(["-f", "concat", "-safe", "0", "-i", list, "-c", "copy", joined])
        let frames = try Clips.frames(joined)
        #expect(frames.count == 10)
        #expect(frames.allSatisfy { $0.width == 128 && $0.height == 96 })
    }

    @Test func `sound and cover pictures are passed over`() throws {
        let path = folder.path("sound.mp4")
        try FFmpegCommand.run(
            ["-f", "lavfi", "-i", "sine=duration=1", "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=25:duration=1"]
                + Self.x264 + ["-pix_fmt", "yuv420p", "-c:a", "aac", path])
        try compare(path)
        #expect(try Clips.frames(path).count == 25)
    }

    /// A still of 640x480, or of 9000 pixels' height, beside a film of 128x96.
    @Test(arguments: [
        ("mp4", ["-disposition:v:0", "default", "-disposition:v:1", "0"]), ("mov", []), ("mkv", []),
        ("mkv", ["-disposition:v:0", "default", "-disposition:v:1", "0"]),
        ("mp4", ["-movflags", "frag_keyframe+empty_moov"]),
    ]) func `a still beside the film isn't chosen`(name: String, options: [String]) throws {
        let film = folder.path("film.mp4")
        try FFmpegCommand.makeClip(film, frames: 50, Self.x264)
        for size in ["640x480", "256x9000"] {
            let still = folder.path("still.mp4")
            try FFmpegCommand.makeClip(still, size: size, frames: 1, Self.x264)
            for inputs in [[still, film], [film, still]] {
                let path = folder.path("both.\(name)")
                try FFmpegCommand.run(
                    inputs.flatMap { ["-i", $0] } + ["-map", "0:v", "-map", "1:v", "-c", "copy"] + options + [path])
                let frames = try Clips.frames(path)
                #expect(frames.count == 50, "\(size) \(inputs)")
                #expect(frames.allSatisfy { $0.width == 128 && $0.height == 96 })
            }
        }
    }

    @Test func `a still alone is a clip of one frame, and of two films the default one is read`() throws {
        let (still, film, larger) = (folder.path("still.mkv"), folder.path("film.mkv"), folder.path("larger.mkv"))
        try FFmpegCommand.makeClip(still, frames: 1, Self.x264)
        #expect(try Clips.frames(still).count == 1)
        try FFmpegCommand.makeClip(film, frames: 60, Self.x264)
        try FFmpegCommand.makeClip(larger, size: "192x160", frames: 60, Self.x264)
        for name in ["both.mkv", "both.mp4"] {
            try FFmpegCommand.run(
                ["-i", film, "-i", larger, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0", "0"]
                    + ["-disposition:v:1", "default", folder.path(name)])
            let frames = try Clips.frames(folder.path(name))
            #expect(frames.map(\.index) == Array(0..<60))
            #expect(frames.allSatisfy { $0.width == 192 })
        }
    }
}
