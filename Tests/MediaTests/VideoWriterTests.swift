import Foundation
import Testing

@testable import Media

@Suite struct VideoWriterTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `what is written is read, in order and at its time`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 60)
        let frames = try Clips.frames(path)
        #expect(frames.map(\.index) == Array(0..<60))
        #expect(frames.map { TestPictures.number(of: $0) } == Array(0..<60))
        #expect(frames.map(\.time) == (0..<60).map { Double($0) / 25 })
    }

    @Test func `times may be uneven`() throws {
        let path = folder.path("uneven.mp4")
        let time = { (number: Int) in Double(number) / 25 + 0.013 * Double(number % 3) }
        try Clips.numbered(path, count: 40, times: time)
        let frames = try Clips.frames(path)
        #expect(frames.map { TestPictures.number(of: $0) } == Array(0..<40))
        for frame in frames { #expect(abs(frame.time - time(frame.index)) < 1e-4) }
    }

    @Test func `the same pictures give the same bytes`() throws {
        try Clips.numbered(folder.path("a.mp4"), count: 30, width: 160, height: 96)
        try Clips.numbered(folder.path("b.mp4"), count: 30, width: 160, height: 96)
        #expect(try folder.bytes(of: "a.mp4") == folder.bytes(of: "b.mp4"))
    }

    @Test func `the index stands in front`() throws {
        try Clips.numbered(folder.path("clip.mp4"), count: 5)
        let bytes = try Data(folder.bytes(of: "clip.mp4"))
        let index = try #require(bytes.range(of: Data("moov".utf8)))
        let samples = try #require(bytes.range(of: Data("mdat".utf8)))
        #expect(index.lowerBound < samples.lowerBound)
    }

    @Test(arguments: [
        ColourDescription(matrix: .bt601, range: .limited), ColourDescription(matrix: .bt709, range: .full),
        ColourDescription(matrix: .bt2020, range: .limited), ColourDescription(matrix: .bt601, range: .full),
    ]) func `colour is tagged`(colour: ColourDescription) throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 3, options: .init(colour: colour))
        #expect(try VideoReader(path: path).info.colour == colour)
        #expect(try Clips.frames(path).allSatisfy { $0.colour == colour })
    }

    @Test func `odd sizes are extended by their last samples`() throws {
        let path = folder.path("odd.mp4")
        try Clips.numbered(path, count: 3, width: 65, height: 47, options: .init(crf: 0))
        let frames = try Clips.frames(path)
        #expect(frames.map(\.width) == [66, 66, 66])
        #expect(frames.map(\.height) == [48, 48, 48])
        let luma = try #require(frames.last).luma
        let differing = (0..<48).count { (row: Int) -> Bool in luma[row * 66 + 64] != luma[row * 66 + 65] }
        #expect(differing == 0)
    }

    @Test func `a decoded frame can be written again`() throws {
        try Clips.numbered(folder.path("a.mp4"), count: 10)
        let frames = try Clips.frames(folder.path("a.mp4"))
        let writer = try VideoWriter(path: folder.path("b.mp4"), width: 64, height: 64, frameRate: FrameRate(25))
        for frame in frames { try writer.append(frame, time: frame.time) }
        try writer.finish()
        #expect(try Clips.frames(folder.path("b.mp4")).map { TestPictures.number(of: $0) } == Array(0..<10))
    }

    @Test func `nothing is left of a clip that isn't finished`() throws {
        let path = folder.path("clip.mp4")
        do {
            let writer = try VideoWriter(path: path, width: 64, height: 64, frameRate: FrameRate(25))
            try writer.append(TestPictures.numbered(0), time: 0)
            #expect(folder.names.count == 1)
            #expect(!folder.names.contains("clip.mp4"))
        }
        #expect(folder.names.isEmpty)

        let cancelled = try VideoWriter(path: path, width: 64, height: 64, frameRate: FrameRate(25))
        try cancelled.append(TestPictures.numbered(0), time: 0)
        cancelled.cancel()
        #expect(folder.names.isEmpty)
        #expect(throws: MediaError.self) { try cancelled.append(TestPictures.numbered(1), time: 1) }
        #expect(throws: MediaError.self) { try cancelled.finish() }
    }

    @Test func `an earlier file stays until the new one is whole`() throws {
        let path = try folder.write([1, 2, 3], as: "clip.mp4")
        let writer = try VideoWriter(path: path, width: 64, height: 64, frameRate: FrameRate(25))
        try writer.append(TestPictures.numbered(0), time: 0)
        #expect(try folder.bytes(of: "clip.mp4") == [1, 2, 3])
        try writer.finish()
        try writer.finish()
        #expect(folder.names == ["clip.mp4"])
        #expect(try Clips.frames(path).count == 1)
    }

    @Test func `a folder that can't be written is refused at once`() throws {
        func code(_ path: String) -> MediaError.Code? {
            do {
                _ = try VideoWriter(path: path, width: 64, height: 64, frameRate: FrameRate(25))
                return nil
            } catch {
                return (error as? MediaError)?.code
            }
        }
        #expect(code(folder.path("missing/clip.mp4")) == .cannotWrite)
        #expect(code("/proc/clip.mp4") == .cannotWrite)
        #expect(code(folder.url.path) == .cannotWrite)
        _ = try folder.write([1], as: "file")
        #expect(code(folder.path("file/clip.mp4")) == .cannotWrite)
    }

    @Test func `a full disk is an error`() throws {
        // Writing to /dev/full always fails so; the encoder's output goes there through a link.
        let encoder = try VideoEncoder(width: 64, height: 64, frameRate: FrameRate(25), options: .init())
        #expect(throws: MediaError.self) {
            let muxer = try Muxer(path: "/dev/full", encoder: encoder, orientation: .upright)
            for number in 0..<100 {
                try encoder.send(
                    FrameHandle(copying: TestPictures.noise(width: 64, height: 64, seed: UInt64(number))),
                    time: Int64(number) * 3600)
                try muxer.write(from: encoder)
            }
            try encoder.send(nil, time: 0)
            try muxer.write(from: encoder)
            try muxer.finish()
        }
    }

    @Test func `settings that make no sense are refused`() {
        func code(
            _ options: VideoWriter.Options = .init(), width: Int = 64, rate: FrameRate = FrameRate(25)
        ) -> MediaError.Code? {
            do {
                _ = try VideoWriter(
                    path: folder.path("x.mp4"), width: width, height: 64, frameRate: rate, options: options)
                return nil
            } catch {
                return (error as? MediaError)?.code
            }
        }
        #expect(code(.init(crf: 52)) == .invalidSetting)
        #expect(code(.init(preset: "best")) == .invalidSetting)
        #expect(code(.init(threads: 0)) == .invalidSetting)
        #expect(code(rate: FrameRate(0)) == .invalidSetting)
        #expect(code(width: 9000) == .pictureTooLarge)
        #expect(code(width: 8) == .pictureTooSmall)
        #expect(folder.names.isEmpty)
    }

    @Test func `a picture of another size, and a time before the start, are refused`() throws {
        let writer = try VideoWriter(path: folder.path("x.mp4"), width: 64, height: 64, frameRate: FrameRate(25))
        #expect(throws: MediaError.self) { try writer.append(TestPictures.numbered(0, width: 66), time: 0) }
        #expect(throws: MediaError.self) { try writer.append(TestPictures.numbered(0), time: -1) }
        #expect(throws: MediaError.self) { try writer.append(TestPictures.numbered(0), time: .nan) }
        #expect(throws: MediaError.self) { try writer.finish() }
        #expect(folder.names.isEmpty)
    }
}
