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
import Tracking

@testable import Analysis

/// The pipeline with a detector that stands in for a model: it sees a person whose place tells the frame's brightness.
@Suite struct ClipAnalyzerTests {
    /// Frame n is grey, of luma 40 + 2n; the stand-in puts a person at x = luma.
    private func writeClip(frames: Int) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "analyzer-\(UUID().uuidString).mp4")
        let writer = try VideoWriter(path: url.path, width: 320, height: 192, frameRate: FrameRate(25))
        for index in 0..<frames {
            var picture = PictureBuffer(width: 320, height: 192)
            picture.y = [UInt8](repeating: UInt8(40 + 2 * index), count: picture.y.count)
            try writer.append(picture, time: Double(index) / 25)
        }
        try writer.finish()
        return url
    }

    private func analyze(
        frames: Int, stride: Int, fill: AnalysisSettings.Fill = .interpolate, limit: Int? = nil, trace: Trace? = nil,
        detector: any FrameDetector, onEvent: @escaping @Sendable (AnalysisEvent) -> Void = { _ in }
    ) async throws -> ClipResult {
        let clip = try writeClip(frames: frames)
        defer { try? FileManager.default.removeItem(at: clip) }
        var settings = AnalysisSettings()
        settings.frameStride = stride
        settings.fill = fill
        var analyzer = ClipAnalyzer(settings: settings, model: "stand-in 1") { _ in detector }
        analyzer.frameLimit = limit
        analyzer.trace = trace
        return try await analyzer.analyze(path: clip.path, challengeID: "c", onEvent: onEvent)
    }

    @Test(arguments: [(1, 1), (2, 1), (3, 2), (4, 3)])
    func everyFrameIsAnsweredInItsPlace(stride: Int, batch: Int) async throws {
        let result = try await analyze(frames: 20, stride: stride, detector: Brightness(batchSize: batch))
        #expect(result.frames.map(\.index) == Array(0..<20))
        #expect(result.strides == [StrideSpan(firstFrame: 0, stride: stride)])
        #expect(result.shots == [ShotSpan(firstFrame: 0, lastFrame: 19)])
        #expect(result.clip.ending?.frameCount == 20)
        for frame in result.frames {
            let person = try #require(frame.objects.first)
            // The codec and the tracker's smoothing move it by little; a frame under a wrong number would be 2 off.
            #expect(abs(person.detection.box.center.x - Double(40 + 2 * frame.index)) < 1.5, "frame \(frame.index)")
            #expect(person.id == 1)
        }
    }

    @Test func withoutFillingOnlyAnalysedFramesHaveObjects() async throws {
        let result = try await analyze(frames: 12, stride: 3, fill: .none, detector: Brightness(batchSize: 1))
        #expect(result.frames.map { !$0.objects.isEmpty } == (0..<12).map { $0 % 3 == 0 })
    }

    @Test(arguments: [(5, 5), (7, 7), (12, 12), (40, 20)])
    func aLimitAnswersTheBeginning(limit: Int, answered: Int) async throws {
        let result = try await analyze(frames: 20, stride: 3, limit: limit, detector: Brightness(batchSize: 2))
        #expect(result.frames.map(\.index) == Array(0..<answered))
        #expect(result.frames.allSatisfy { !$0.objects.isEmpty })
    }

    @Test func theTraceTellsWhatEachStageDid() async throws {
        let trace = Trace()
        _ = try await analyze(frames: 20, stride: 2, trace: trace, detector: Brightness(batchSize: 4))
        let log = trace.recorded
        #expect(log.dropped == 0)
        func spans(_ name: String) -> [Trace.Event] {
            log.events.filter { $0.kind == .span && "\($0.name)" == name }
        }
        // Ten frames of twenty, and one look that finds the end.
        #expect(spans("decode").map(\.subject) == Array(stride(from: 0, to: 20, by: 2)) + [-1])
        // Batches of four, four and two. What is found in one is interpreted side by side, on threads without a lane.
        #expect(spans("submit").map(\.subject) == [0, 8, 16] && spans("interpret").map(\.subject) == [0, 8, 16])
        #expect(spans("pitch").isEmpty)
        #expect(log.events.filter { $0.kind == .takeOff }.map(\.subject) == [0, 1, 2])
        #expect(log.events.filter { $0.kind == .landing }.map(\.subject) == [0, 1, 2])
        #expect(spans("track").count == 1 && spans("assemble").count == 1)
        let lanes = Set(["decode", "interpret", "track"].compactMap { spans($0).first?.lane })
        #expect(lanes.count == 3, "each stage has a thread of its own: \(log.lanes)")
        #expect(log.lanes.contains("decode") && log.lanes.contains("detect"))
        let depths = log.events.filter { $0.kind == .counter }.map(\.amount)
        #expect(depths.count == 20 && depths.allSatisfy { (0...16).contains($0) })
    }

    @Test func theTraceTellsOfSingleFrames() async throws {
        let trace = Trace()
        _ = try await analyze(frames: 6, stride: 2, trace: trace, detector: Brightness(batchSize: 1))
        for name in ["pitch", "colour"] {
            let spans = trace.recorded.events.filter { $0.kind == .span && "\($0.name)" == name }
            #expect(spans.map(\.subject) == [0, 2, 4])
        }
    }

    @Test func aDetectorThatFailsEndsTheAnalysis() async throws {
        await #expect(throws: InferenceError.self) {
            _ = try await analyze(frames: 20, stride: 1, detector: Brightness(batchSize: 1, failsAfter: 5))
        }
    }

    @Test func whatIsKnownWhenTheTimeIsUpIsAnswered() async throws {
        let clip = try writeClip(frames: 60)
        defer { try? FileManager.default.removeItem(at: clip) }
        var settings = AnalysisSettings()
        settings.frameStride = 1
        settings.prefetchFrames = 1
        let analyzer = ClipAnalyzer(settings: settings, model: "stand-in 1") { _ in
            Brightness(batchSize: 1)
        }
        let cutoff = Cutoff()
        let result = try await analyzer.analyze(.file(path: clip.path), challengeID: "c", cutoff: cutoff) { event in
            if case .progress(10...) = event { cutoff.end() }
        }
        #expect(result.isCutOff)
        // The decoder is as far ahead as the queue and the detector have room, and no farther.
        #expect((10..<20).contains(result.frames.count))
        #expect(result.frames.map(\.index) == Array(0..<result.frames.count))
        #expect(
            String(decoding: ResultFormat.challenge.encode(result), as: UTF8.self).contains(#""ended_early": true"#))
    }

    /// The task is cancelled while the third picture is looked at; the queue holds more of them by then.
    @Test func cancellingStopsIt() async throws {
        let detector = Brightness(batchSize: 1) { picture in
            if picture == 3 { withUnsafeCurrentTask { $0?.cancel() } }
        }
        let task = Task { try await analyze(frames: 60, stride: 1, detector: detector) }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(detector.count == 3)
    }

    /// The model has seen all, and ids are next.
    @Test func whatFollowsTheLastFrameIsCancelled() async throws {
        let task = Task {
            try await analyze(frames: 20, stride: 1, detector: Brightness(batchSize: 1)) { event in
                if case .progress(20) = event { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// A crowd at `MAX_DETECTIONS=1000`, whose time is up after ten frames: all of what is known is answered.
    @Test func aCrowdIsAnsweredInPart() async throws {
        let clip = try writeClip(frames: 60)
        defer { try? FileManager.default.removeItem(at: clip) }
        var settings = AnalysisSettings()
        settings.frameStride = 2
        settings.prefetchFrames = 1
        let analyzer = ClipAnalyzer(settings: settings, model: "stand-in 1") { _ in Crowd() }
        let cutoff = Cutoff()
        let result = try await analyzer.analyze(.file(path: clip.path), challengeID: "c", cutoff: cutoff) { event in
            if case .progress(20...) = event { cutoff.end() }
        }
        #expect(result.isCutOff)
        #expect((19..<40).contains(result.frames.count))
        #expect(result.frames.allSatisfy { $0.objects.count == 1000 })
    }
}

/// A thousand persons in rows who don't move.
private struct Crowd: FrameDetector {
    let batchSize = 1
    let depth = 2

    func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let objects = (0..<1000).map { i in
            let box = Box(center: Point(6 + 6.2 * Double(i % 50), 8 + 9 * Double(i / 50)), width: 3, height: 8)
            return Detection(box: box, objectClass: .player, confidence: 0.9)
        }
        let found = pictures.map { _ in FrameDetections(objects: objects) }
        return PendingDetections { found }
    }
}

/// See above.
private final class Brightness: FrameDetector {
    let batchSize: Int
    let depth = 2
    private let failsAfter: Int
    private let onPicture: @Sendable (Int) -> Void
    private let seen = Mutex(0)

    /// - Parameter onPicture: is told how many pictures it has seen.
    init(batchSize: Int, failsAfter: Int = .max, onPicture: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.batchSize = batchSize
        self.failsAfter = failsAfter
        self.onPicture = onPicture
    }

    /// Pictures seen so far.
    var count: Int { seen.withLock { $0 } }

    func submit(_ pictures: [any Picture]) throws -> PendingDetections {
        let count = seen.withLock { seen in
            seen += pictures.count
            return seen
        }
        guard count <= failsAfter else { throw InferenceError(.engineFailed, "it was told to") }
        onPicture(count)
        let found = pictures.map { picture in
            let luma = picture.withPlanes { Double($0.y[$0.yStride * 10 + 10]) }
            let box = Box(center: Point(luma, 100), width: 20, height: 50)
            return FrameDetections(objects: [Detection(box: box, objectClass: .player, confidence: 0.9)])
        }
        return PendingDetections { found }
    }
}
