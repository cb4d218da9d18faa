import Detection
import Engines
import Foundation
import Geometry
import Media
import Observations
import Platform
import Results
import Synchronization
import Testing

@testable import Analysis

/// Clips whose bytes stop coming: whatever ends the analysis ends it at once.
@Suite struct StalledClipTests {
    /// A download of a clip that delivers its first bytes and then nothing, until it is let go.
    private final class StalledBytes: ByteSource {
        private let bytes: [UInt8]
        private let limit: Int
        let isStalled = DispatchSemaphore(value: 0)
        private let end = DispatchSemaphore(value: 0)

        init(_ bytes: [UInt8], limit: Int) {
            self.bytes = bytes
            self.limit = limit
        }

        var size: Int64? { Int64(bytes.count) }
        var isComplete: Bool { false }

        func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            let start = Int(offset)
            guard start < bytes.count else { return 0 }
            guard start < limit else {
                isStalled.signal()
                end.wait()
                end.signal()
                throw CocoaError(.fileReadUnknown)
            }
            let part = bytes[start..<min(start + buffer.count, limit)]
            buffer.copyBytes(from: part)
            return part.count
        }

        func letGo() { end.signal() }
    }

    /// Fails, or answers, once the download has stalled.
    private struct Waiting: FrameDetector {
        let batchSize = 1
        let depth = 1
        let source: StalledBytes
        let fails: Bool

        func submit(_ pictures: [any Picture]) throws -> PendingDetections {
            if fails {
                source.isStalled.wait()
                throw InferenceError(.engineFailed, "it was told to")
            }
            let box = Box(x1: 10, y1: 10, x2: 30, y2: 60)
            let objects = [Detection(box: box, objectClass: .player, confidence: 0.9)]
            let found = pictures.map { _ in FrameDetections(objects: objects) }
            return PendingDetections { found }
        }
    }

    /// A clip of 50 noisy frames, in an order that can be played while it loads.
    private func clip() throws -> [UInt8] {
        let url = FileManager.default.temporaryDirectory.appending(path: "stalled-\(UUID().uuidString).mp4")
        defer { try? FileManager.default.removeItem(at: url) }
        let writer = try VideoWriter(path: url.path, width: 320, height: 192, frameRate: FrameRate(25))
        var random = SystemRandomNumberGenerator()
        for index in 0..<50 {
            var picture = PictureBuffer(width: 320, height: 192)
            for i in picture.y.indices { picture.y[i] = UInt8.random(in: 16...235, using: &random) }
            try writer.append(picture, time: Double(index) / 25)
        }
        try writer.finish()
        return Array(try Data(contentsOf: url))
    }

    private func analyzer(_ source: StalledBytes, fails: Bool) -> ClipAnalyzer {
        var settings = AnalysisSettings()
        settings.frameStride = 1
        // Room for all: the decoder comes to where the bytes end while the detector waits for that.
        settings.prefetchFrames = 64
        return ClipAnalyzer(settings: settings, model: "stand-in 1") { _ in Waiting(source: source, fails: fails) }
    }

    @Test func aDetectorThatFailsDoesNotWaitForBytes() async throws {
        let bytes = try clip()
        let source = StalledBytes(bytes, limit: bytes.count / 2)
        defer { source.letGo() }
        await #expect(throws: InferenceError.self) {
            try await analyzer(source, fails: true).analyze(.bytes(source, name: "stalled"), challengeID: "c")
        }
    }

    @Test func theTimeIsUpWithoutBytes() async throws {
        let bytes = try clip()
        let source = StalledBytes(bytes, limit: bytes.count / 2)
        defer { source.letGo() }
        let cutoff = Cutoff()
        BlockingWork.detach("clock") {
            source.isStalled.wait()
            cutoff.end()
        }
        let result = try await analyzer(source, fails: false)
            .analyze(.bytes(source, name: "stalled"), challengeID: "c", cutoff: cutoff)
        #expect(result.isCutOff)
        #expect((1..<50).contains(result.frames.count))
        #expect(result.frames.allSatisfy { $0.objects.count == 1 })
    }

    /// The whole clip, as after a download.
    private struct ArrivedBytes: ByteSource {
        let bytes: [UInt8]
        var size: Int64? { Int64(bytes.count) }
        var isComplete: Bool { true }

        func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            let part = bytes.dropFirst(Int(offset)).prefix(buffer.count)
            buffer.copyBytes(from: part)
            return part.count
        }
    }

    /// Ends the time with the third frame.
    private struct Ending: FrameDetector {
        let batchSize = 1
        let depth = 1
        let cutoff: Cutoff
        private let count = Count()

        init(cutoff: Cutoff) { self.cutoff = cutoff }

        private final class Count: Sendable {
            let value = Mutex(0)
        }

        func submit(_ pictures: [any Picture]) throws -> PendingDetections {
            let number = count.value.withLock { value in
                value += 1
                return value
            }
            if number == 3 { cutoff.end() }
            let found = pictures.map { _ in FrameDetections(objects: []) }
            return PendingDetections { found }
        }
    }

    @Test func theTimeIsUpWithAllBytes() async throws {
        let cutoff = Cutoff()
        var settings = AnalysisSettings()
        settings.frameStride = 1
        settings.prefetchFrames = 1
        let analyzer = ClipAnalyzer(settings: settings, model: "stand-in 1") { _ in Ending(cutoff: cutoff) }
        let result = try await analyzer.analyze(
            .bytes(ArrivedBytes(bytes: try clip()), name: "arrived"), challengeID: "c", cutoff: cutoff)
        #expect(result.isCutOff)
        #expect((3..<20).contains(result.frames.count))
    }

    /// Before its first frame, and after some.
    @Test(arguments: [64, 2])
    func cancellingDoesNotWaitForBytes(part: Int) async throws {
        let bytes = try clip()
        let source = StalledBytes(bytes, limit: bytes.count / part)
        defer { source.letGo() }
        let task = Task {
            try await analyzer(source, fails: false).analyze(.bytes(source, name: "stalled"), challengeID: "c")
        }
        try await BlockingWork.run("wait") { source.isStalled.wait() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
