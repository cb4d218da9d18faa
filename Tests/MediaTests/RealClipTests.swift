import Testing

@testable import Media

/// The real clips, counted: what `ffmpeg -fps_mode passthrough` and OpenCV's `VideoCapture` both deliver.
@Suite(.enabled(if: SharedData.hasClips)) struct RealClipTests {
    @Test(arguments: [
        ("broadcast-720p25-33s.mp4", 817), ("broadcast-720p25-13s-editlist.mp4", 325),
        ("tactical-720p30-28s.mp4", 840), ("scouting-478p25-7s.mp4", 169), ("fixedcam-hevc-3072p25-10s.mp4", 250),
    ]) func `count of frames`(name: String, count: Int) throws {
        let path = SharedData.clip(name)
        let reader = try VideoReader(path: path)
        #expect(reader.info.estimatedFrameCount == count)
        var indices: [Int] = []
        while let frame = try reader.next() { indices.append(frame.index) }
        #expect(indices == Array(0..<count))
        #expect(
            reader.ending == ClipEnding(frameCount: count, endedEarly: false, missingFrames: 0, decodingErrors: 0))
    }

    @Test(arguments: [
        ("broadcast-720p25-13s-editlist.mp4", 325), ("tactical-720p30-28s.mp4", 840), ("scouting-478p25-7s.mp4", 169),
    ]) func `the same numbers at a stride`(name: String, count: Int) throws {
        let reader = try VideoReader(path: SharedData.clip(name), options: .init(stride: 3))
        var indices: [Int] = []
        while let frame = try reader.next() { indices.append(frame.index) }
        #expect(indices == Array(stride(from: 0, to: count, by: 3)))
        #expect(reader.ending?.frameCount == count)
    }

    @Test(.enabled(if: FFmpegCommand.isPresent)) func `the samples are FFmpeg's own`() throws {
        let path = SharedData.clip("scouting-478p25-7s.mp4")
        let reference = try FFmpegCommand.decode(path)
        let frames = try Clips.frames(path, .init(threads: 2, stride: 12))
        let size = 848 * 478 * 3 / 2
        #expect(reference.count == 169 * size)
        for frame in frames {
            #expect(frame.samples.elementsEqual(reference[(frame.index * size)..<((frame.index + 1) * size)]))
        }
    }

    @Test func `what the uneven clip is`() throws {
        let info = try VideoReader(path: SharedData.clip("scouting-478p25-7s.mp4")).info
        #expect(info.width == 848)
        #expect(info.height == 478)
        #expect(info.frameRate == FrameRate(25350, 1013))
        #expect(info.codec == "h264")
        #expect(info.container == .mp4)
        #expect(info.colour == ColourDescription(matrix: .bt601, range: .limited))
    }
}
