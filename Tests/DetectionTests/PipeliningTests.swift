import Foundation
import Geometry
import Media
import ModelTesting
import Observations
import Synchronization
import Testing

@testable import Detection
@testable import Engines

/// Several requests in flight, on an engine that counts them.
@Suite struct PipeliningTests {
    private static let package = ModelPackage(
        manifest: ModelManifest(
            format: 1, name: "stand-in", version: "1", task: [.players], heads: [.ultralyticsDetect],
            input: .init(layout: .rgbUnit, width: 64, height: 32), classes: ["player"], weights: "", sha256: "",
            licence: ""), weightsPath: "", path: "", origin: .foreignFile)

    private static func engine(
        fails: Bool = false, refuses: @escaping @Sendable ([Int]) -> Bool = { _ in false }
    ) -> StandInEngine {
        StandInEngine(
            input: .init(name: "images", shape: [1, 3, nil, nil], element: .float32),
            outputs: [.init(name: "output0", shape: [1, 5, 42], element: .float32)], fails: fails, refuses: refuses)
    }

    private static func picture(_ luma: UInt8) -> PictureBuffer {
        Fixtures.flat(width: 128, height: 64, yuv: (luma, 128, 128), colour: .init(matrix: .bt709, range: .full))
    }

    /// The stand-in answers a picture of luma n with boxes n pixels wide around (n, n), which is half the source's size:
    /// they begin at n.
    private static func luma(_ found: FrameDetections) -> Int? {
        found.objects.first.map { Int($0.box.x1.rounded()) }
    }

    @Test func aCallerMaySubmitAllBeforeItWaits() throws {
        let engine = Self.engine()
        let detector = try Detector(package: Self.package, engine: engine)
        let pending = try (1...20).map { try detector.submit([Self.picture(UInt8($0))]) }
        let found = try pending.map { try $0.wait()[0] }
        #expect(found.map { Self.luma($0) } == Array(1...20))
        #expect(engine.counts.withLock { $0.most } == detector.depth)
        #expect(engine.counts.withLock { $0.running } == 0)
    }

    @Test func pendingDetectionsMayBeDroppedAndWaitedForTwice() throws {
        let detector = try Detector(package: Self.package, engine: Self.engine())
        for n in 1...10 { _ = try detector.submit([Self.picture(UInt8(n))]) }
        let pending = try detector.submit([Self.picture(9)])
        let first = try pending.wait()
        #expect(try pending.wait() == first)
    }

    @Test func threadsShareOneDetector() throws {
        let detector = try Detector(package: Self.package, engine: Self.engine())
        let wrong = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for n in 1...5 {
                let luma = thread * 5 + n
                let found = try? detector.detect([Self.picture(UInt8(luma))])
                if found.flatMap({ Self.luma($0[0]) }) != luma { wrong.withLock { $0 += 1 } }
            }
        }
        #expect(wrong.withLock { $0 } == 0)
    }

    @Test func batchesGoTogetherWhereTheNetworkTakesThem() throws {
        var settings = DetectorSettings()
        settings.batchSize = 4
        let engine = Self.engine()
        let detector = try Detector(package: Self.package, settings: settings, engine: engine)
        #expect(detector.batchSize == 4)
        let found = try detector.detect((1...10).map { Self.picture(UInt8($0)) })
        #expect(found.map(Self.luma) == Array(1...10))
        #expect(engine.counts.withLock { $0.runs } == 3)

        let single = Self.engine(refuses: { $0[0] != 1 })
        let fallback = try Detector(package: Self.package, settings: settings, engine: single)
        #expect(fallback.batchSize == 1)
        #expect(try fallback.detect((1...5).map { Self.picture(UInt8($0)) }).map(Self.luma) == Array(1...5))
    }

    @Test func failuresReachWhoeverWaitsAndLoseNoRequest() throws {
        let detector = try Detector(package: Self.package, engine: Self.engine(fails: true))
        for _ in 0..<10 {
            #expect(code { try detector.detect([Self.picture(1)]) } == .engineFailed)
        }
    }
}
