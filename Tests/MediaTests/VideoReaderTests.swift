import Foundation
import Synchronization
import Testing

@testable import Media

@Suite struct VideoReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `says what the clip is`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 50, width: 128, height: 72)
        let info = try VideoReader(path: path).info
        #expect(info.width == 128)
        #expect(info.height == 72)
        #expect(info.frameRate == FrameRate(25))
        #expect(info.durationSeconds == 2)
        #expect(info.estimatedFrameCount == 50)
        #expect(info.codec == "h264")
        #expect(info.container == .mp4)
        #expect(info.rotation == 0)
        #expect(info.pixelFormat == "yuv420p")
        #expect(info.colour == .bt709Limited)
    }

    @Test func `reads bytes and open files as it reads paths`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 20)
        let expected = try Clips.frames(path).map(\.samples)
        let file = try #require(FileHandle(forReadingAtPath: path))
        let sources: [any ByteSource] = [
            BytesInMemory(try folder.bytes(of: "clip.mp4")), try FileBytes(descriptor: file.fileDescriptor),
            SlowBytes(try folder.bytes(of: "clip.mp4"), knowsItsSize: true),
        ]
        for source in sources {
            let reader = try VideoReader(source: source)
            var samples: [[UInt8]] = []
            while let frame = try reader.next() { samples.append(frame.samples) }
            #expect(samples == expected)
        }
        try file.close()
    }

    @Test func `reads bytes whose end isn't known yet`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 20)
        let reader = try VideoReader(source: SlowBytes(try folder.bytes(of: "clip.mp4"), knowsItsSize: false))
        var count = 0
        while try reader.next() != nil { count += 1 }
        #expect(count == 20)
        #expect(reader.ending?.endedEarly == false)
    }

    @Test func `a source that fails is named in the error`() throws {
        try Clips.numbered(folder.path("clip.mp4"), count: 100, width: 256, height: 256)
        let bytes = try folder.bytes(of: "clip.mp4")
        let reader = try VideoReader(source: BrokenBytes(bytes, failsAt: Int64(bytes.count / 2)), name: "download")
        #expect {
            while try reader.next() != nil {}
        } throws: {
            let error = $0 as? MediaError
            return error?.code == .readFailed && error?.path == "download" && error?.detail == "lineDropped"
        }
    }

    @Test func `can be cancelled from another thread`() async throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 30)
        let reader = try VideoReader(path: path)
        _ = try reader.next()
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                reader.cancel()
                continuation.resume()
            }
        }
        #expect { try reader.next() } throws: { ($0 as? MediaError)?.code == .cancelled }
        #expect(reader.ending == nil)
    }

    @Test func `frames outlive the reader`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 20)
        let frames = try Clips.frames(path)
        #expect(frames.map { TestPictures.number(of: $0) } == Array(0..<20))
    }

    @Test func `after the end there is nothing`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 2)
        let reader = try VideoReader(path: path)
        while try reader.next() != nil {}
        #expect(try reader.next() == nil)
        #expect(reader.ending?.frameCount == 2)
    }

    @Test func `memory stays flat`() throws {
        let path = folder.path("clip.mp4")
        try Clips.numbered(path, count: 600, width: 320, height: 240, options: .init(preset: "ultrafast"))
        let reader = try VideoReader(path: path, options: .init(threads: 2))
        var early = 0
        while let frame = try reader.next() {
            if frame.index == 100 { early = residentBytes() }
        }
        // 500 frames would be 58 MB; other tests run beside this one.
        #expect(residentBytes() - early < 40 << 20)
    }

    private func residentBytes() -> Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }
}

/// Gives a few bytes at a time, as a network does.
private struct SlowBytes: ByteSource {
    private let bytes: BytesInMemory
    let size: Int64?

    init(_ bytes: [UInt8], knowsItsSize: Bool) {
        self.bytes = BytesInMemory(bytes)
        size = knowsItsSize ? Int64(bytes.count) : nil
    }

    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try bytes.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(1000)))
    }
}

/// Fails from one place on.
private struct BrokenBytes: ByteSource {
    enum Failure: Error { case lineDropped }

    private let bytes: BytesInMemory
    private let limit: Int64

    init(_ bytes: [UInt8], failsAt limit: Int64) {
        self.bytes = BytesInMemory(bytes)
        self.limit = limit
    }

    var size: Int64? { bytes.size }

    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard offset < limit else { throw Failure.lineDropped }
        let rest = Int(min(limit - offset, Int64(buffer.count)))
        return try bytes.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(rest)))
    }
}
