import Detection
import Foundation
import Geometry
import Media
import Observations
import Results
import Synchronization
import Testing

@testable import Analysis

/// A whole clip in the time there is, with a detector that is too slow for every frame of it.
///
/// Time is what the detector says it needs: a test that waited for it would depend on what else the machine does.
@Suite struct TimeBudgetTests {
    /// A clock that only the detector moves on.
    private final class Time: Sendable {
        private let time = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant { time.withLock { $0 } }

        func pass(_ seconds: Double) { time.withLock { $0 += .seconds(seconds) } }
    }

    /// Answers after a while, one picture at a time, as a busy device does.
    private struct Slow: FrameDetector {
        let batchSize = 1
        let depth = 2
        let seconds: Double
        let time: Time

        func submit(_ pictures: [any Picture]) throws -> PendingDetections {
            let count = pictures.count
            return PendingDetections {
                time.pass(seconds)
                return [FrameDetections](repeating: FrameDetections(), count: count)
            }
        }
    }

    private func analyze(frames: Int, budget: Double?, secondsPerFrame: Double) async throws -> ClipResult {
        let clip = FileManager.default.temporaryDirectory.appending(path: "budget-\(UUID().uuidString).mp4")
        defer { try? FileManager.default.removeItem(at: clip) }
        let writer = try VideoWriter(path: clip.path, width: 320, height: 192, frameRate: FrameRate(25))
        for index in 0..<frames {
            try writer.append(PictureBuffer(width: 320, height: 192), time: Double(index) / 25)
        }
        try writer.finish()
        var settings = AnalysisSettings()
        settings.frameStride = 1
        settings.timeBudget = budget
        let time = Time()
        var analyzer = ClipAnalyzer(settings: settings, model: "stand-in 1") { _ in
            Slow(seconds: secondsPerFrame, time: time)
        }
        analyzer.now = { time.now }
        return try await analyzer.analyze(path: clip.path, challengeID: "c")
    }

    /// All 300 frames take 7.5 s; there are 3.
    @Test func theWholeClipIsAnsweredInTime() async throws {
        let result = try await analyze(frames: 300, budget: 3, secondsPerFrame: 0.025)
        #expect(result.processingTime <= 3 * 1.05)
        #expect(result.frames.map(\.index) == Array(0..<300))
        #expect(!result.isCutOff)
        // The end of the clip had its share: what had to be left out is spread over all of it.
        #expect(result.strides.first == StrideSpan(firstFrame: 0, stride: 1))
        let widest = try #require(result.strides.map(\.stride).max())
        #expect(widest > 1 && widest < StrideController.widestStride, "\(result.strides)")
    }

    @Test func withTimeEnoughNothingIsLeftOut() async throws {
        let result = try await analyze(frames: 60, budget: 20, secondsPerFrame: 0.005)
        #expect(result.strides == [StrideSpan(firstFrame: 0, stride: 1)])
    }
}
