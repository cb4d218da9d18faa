import Foundation
import Testing

@testable import Media

/// What is no clip, or only half of one, ends in a clear error or in a clear ending.
@Suite struct BadInputTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `a missing file`() throws {
        let error = try #require(Clips.openingError(folder.path("nothing.mp4")))
        #expect(error.code == .fileMissing)
        #expect(error.path == folder.path("nothing.mp4"))
        #expect(error.activity == "opening the clip")
        #expect(error.description.hasPrefix(folder.path("nothing.mp4") + ": "))
        #expect(!error.description.contains("\n"))
    }

    @Test func `an empty file, a folder and a device`() throws {
        #expect(Clips.openingError(try folder.write([], as: "empty.mp4"))?.code == .fileEmpty)
        #expect(Clips.openingError(folder.url.path)?.code == .fileUnreadable)
        #expect(Clips.openingError("/dev/zero")?.code == .fileUnreadable)
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        #expect(Clips.openingError(folder.path("pipe"))?.code == .fileUnreadable)
    }

    @Test(arguments: [1, 7, 100, 5000, 300_000]) func `random bytes`(count: Int) throws {
        var random = SeededRandom(seed: UInt64(count))
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let error = try #require(Clips.openingError(try folder.write(bytes, as: "random.mp4")))
        #expect([.notAVideo, .unsupportedContainer].contains(error.code))
    }

    @Test func `text, a playlist, and a list of other files`() throws {
        let clip = folder.path("clip.mp4")
        try Clips.numbered(clip, count: 3)
        for text in [
            "no video here\n", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n\(clip)\n#EXT-X-ENDLIST\n",
            "ffconcat version 1.0\nfile '\(clip)'\n",
        ] {
            let error = try #require(Clips.openingError(try folder.write(Array(text.utf8), as: "text.mp4")))
            #expect([.notAVideo, .unsupportedContainer].contains(error.code))
        }
    }

    @Test func `a file without its index says that it is incomplete`() throws {
        try Clips.numbered(folder.path("clip.mp4"), count: 20)
        // The index at the end, as cameras write it, and then cut off.
        let bytes = try Data(folder.bytes(of: "clip.mp4"))
        let index = try #require(bytes.range(of: Data("moov".utf8)))
        let samples = try #require(bytes.range(of: Data("mdat".utf8)))
        let headless = bytes[..<(index.lowerBound - 4)] + bytes[(samples.lowerBound - 4)...]
        let error = try #require(Clips.openingError(try folder.write([UInt8](headless), as: "cut.mp4")))
        #expect(error.code == .incompleteFile)
        #expect(error.message.contains("incomplete"))
        #expect(error.detail == "moov atom not found")
    }

    @Test func `a clip cut off in the middle gives what is readable, and says what is missing`() throws {
        try Clips.numbered(folder.path("clip.mp4"), count: 100, width: 128, height: 128)
        let bytes = try folder.bytes(of: "clip.mp4")
        let path = try folder.write(Array(bytes.prefix(bytes.count * 6 / 10)), as: "cut.mp4")
        for stride in [1, 2] {
            let reader = try VideoReader(path: path, options: .init(stride: stride))
            #expect(reader.info.estimatedFrameCount == 100)
            #expect(reader.ending == nil)
            var count = 0
            while let frame = try reader.next() {
                #expect(frame.index == count * stride)
                count += 1
            }
            let ending = try #require(reader.ending)
            let missing = try #require(ending.missingFrames)
            #expect(ending.endedEarly)
            #expect(count > 5)
            #expect(missing > 5)
            #expect(ending.frameCount + missing == 100)
        }
    }

    @Test(.enabled(if: FFmpegCommand.isPresent)) func `a fragmented clip cut off in the middle`() throws {
        let clip = folder.path("clip.mp4")
        try FFmpegCommand.makeClip(
            clip, frames: 100, ["-c:v", "libx264", "-g", "10", "-movflags", "frag_keyframe+empty_moov"])
        #expect(try Clips.ending(clip)?.endedEarly == false)
        let bytes = try folder.bytes(of: "clip.mp4")
        let cut = try folder.write(Array(bytes.prefix(bytes.count / 2)), as: "cut.mp4")
        #expect(try Clips.ending(cut)?.endedEarly == true)
    }

    @Test(.enabled(if: FFmpegCommand.isPresent), arguments: [[], ["-movflags", "frag_keyframe+empty_moov"]])
    func `junk after the end of a clip`(options: [String]) throws {
        try FFmpegCommand.makeClip(folder.path("clip.mp4"), frames: 60, ["-c:v", "libx264", "-g", "12"] + options)
        let bytes = try folder.bytes(of: "clip.mp4")
        var random = SeededRandom(seed: 3)
        let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
        for junk in [noise, Array("hello world ".utf8), [UInt8](repeating: 0, count: 3000), [0xff, 0xff, 0xff]] {
            let path = try folder.write(bytes + junk, as: "junk.mp4")
            #expect(
                try Clips.ending(path)
                    == ClipEnding(frameCount: 60, endedEarly: false, missingFrames: 0, decodingErrors: 0))
        }
    }

    @Test(.enabled(if: FFmpegCommand.isPresent)) func `a fragmented clip that is damaged in the middle`() throws {
        let clip = folder.path("clip.mp4")
        try FFmpegCommand.makeClip(
            clip, frames: 60, ["-c:v", "libx264", "-g", "12", "-movflags", "frag_keyframe+empty_moov"])
        var bytes = try folder.bytes(of: "clip.mp4")
        let fragments = MP4Edit.boxes(bytes[...]).filter { $0.type == "moof" }
        let third = try #require(fragments.dropFirst(2).first).bytes.startIndex
        bytes.replaceSubrange(third..<(third + 8), with: [0x99, 0x12, 0x34, 0x56, 0x87, 0x01, 0xf3, 0x02])
        let ending = try Clips.ending(try folder.write(bytes, as: "damaged.mp4"))
        #expect(ending?.frameCount == 24)
        #expect(ending?.endedEarly == true)
    }

    @Test(.enabled(if: FFmpegCommand.isPresent), arguments: [[20], [7, 8, 19], [39], [40, 41, 42], [0]])
    func `empty samples are no frames`(places: [Int]) throws {
        try FFmpegCommand.makeClip(folder.path("clip.mp4"), frames: 40, ["-c:v", "libx264", "-g", "1"])
        // Every sample takes its time, the empty ones too.
        let whole = MP4Edit(mediaTime: 0, milliseconds: 40 * (40 + places.count))
        let path = try folder.write(
            MP4Edit.apply([whole], to: MP4Edit.addingEmptySamples(at: places, to: folder.bytes(of: "clip.mp4"))),
            as: "empty.mp4")
        for stride in [1, 2] {
            let reader = try VideoReader(path: path, options: .init(stride: stride))
            #expect(reader.info.estimatedFrameCount == 40)
            var indices: [Int] = []
            while let frame = try reader.next() { indices.append(frame.index) }
            #expect(indices == Array(Swift.stride(from: 0, to: 40, by: stride)))
            #expect(
                reader.ending == ClipEnding(frameCount: 40, endedEarly: false, missingFrames: 0, decodingErrors: 0))
        }
    }

    @Test(.enabled(if: FFmpegCommand.isPresent)) func `a Matroska clip cut off in the middle`() throws {
        try FFmpegCommand.makeClip(folder.path("clip.mkv"), frames: 100, ["-c:v", "libx264"])
        let bytes = try folder.bytes(of: "clip.mkv")
        #expect(try Clips.ending(folder.path("clip.mkv"))?.endedEarly == false)
        let path = try folder.write(Array(bytes.prefix(bytes.count / 2)), as: "cut.mkv")
        let ending = try #require(try Clips.ending(path))
        let missing = try #require(ending.missingFrames)
        #expect(ending.endedEarly)
        #expect((99...101).contains(ending.frameCount + missing))
        #expect(try FFmpegCommand.decode(path).count == ending.frameCount * 128 * 96 * 3 / 2)
    }

    @Test(.enabled(if: FFmpegCommand.isPresent)) func `sound alone, other containers and other codecs`() throws {
        let sound = folder.path("sound.mp4")
        try FFmpegCommand.run(["-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", sound])
        #expect(Clips.openingError(sound)?.code == .noVideoStream)

        let avi = folder.path("clip.avi")
        try FFmpegCommand.makeClip(avi, frames: 5, ["-c:v", "mpeg4"])
        let container = try #require(Clips.openingError(avi))
        #expect(container.code == .unsupportedContainer)
        #expect(container.message.contains("\"avi\""))

        let prores = folder.path("clip.mov")
        try FFmpegCommand.makeClip(prores, frames: 5, ["-c:v", "prores"])
        let codec = try #require(Clips.openingError(prores))
        #expect(codec.code == .unsupportedCodec)
        #expect(codec.message.contains("\"prores\""))

        let picture = folder.path("picture.png")
        try TestPictures.numbered(5).writePNG(picture)
        #expect([.notAVideo, .unsupportedContainer].contains(Clips.openingError(picture)?.code))
    }

    @Test func `settings that make no sense`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 2)
        for options in [
            VideoReader.Options(threads: -1), .init(threads: 65), .init(stride: 0), .init(stride: -3),
            .init(stride: 1001),
        ] {
            #expect { try VideoReader(path: path, options: options) } throws: {
                ($0 as? MediaError)?.code == .invalidSetting
            }
        }
    }
}
