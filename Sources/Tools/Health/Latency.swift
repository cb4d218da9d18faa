import Analysis
import Detection
import Engines
import Evaluation
import Media
import Observations
import Platform
import Reports
import Synthesis

/// How long one frame alone takes: the picture goes in, its boxes and keypoints come out, and only then the next goes
/// in. A live camera, or a question about one picture, waits that long; a clip doesn't, since its frames go in together.
struct Latency: Hashable, Sendable {
    /// Seconds of each run, ascending.
    let seconds: [Double]

    /// Returns the seconds that this share of the runs stays within.
    func within(_ share: Double) -> Double { quantile(share, ofSorted: seconds) }

    /// - Parameter seconds: of each run, in any order.
    init(seconds: [Double]) { self.seconds = seconds.sorted() }

    private static let warmUp = 10
    private static let runs = 100
    private static let seed: UInt64 = 7

    /// Measures. Blocks for a second or two.
    ///
    /// - Parameters:
    ///   - package: the model.
    ///   - settings: their threads and picture size count; the batch is 1.
    /// - Throws: what drawing or the model throws.
    static func measure(package: ModelPackage, settings: AnalysisSettings) throws -> Latency {
        let clip = try SyntheticClip(settings: .init(seconds: 0.1, seed: seed))
        let pictures = clip.map(\.picture)
        guard let first = pictures.first else { return Latency(seconds: []) }
        var chosen = settings.detectorSettings(aspect: Double(first.width) / Double(first.height))
        chosen.batchSize = 1
        chosen.engine.hint = .latency
        var single = settings
        single.batchSize = 1
        let maker = try DetectorFactory(packages: [package], settings: single)
        let detector: any FrameDetector =
            maker.plan.devices == [.cpu]
            ? try Detector(package: package, settings: chosen) : try maker.detector(aspect: chosen.aspect)
        for index in 0..<warmUp { _ = try detector.detect([pictures[index % pictures.count]]) }
        let clock = ContinuousClock()
        return Latency(
            seconds: try (0..<runs).map { index in
                let picture = pictures[index % pictures.count]
                let start = clock.now
                _ = try detector.detect([picture])
                return (clock.now - start).seconds
            })
    }
}

extension Latency {
    /// Slower than this, frames of a live picture pile up: 25 a second.
    private static let frameTime = 0.04

    /// The figures as a check.
    var check: HealthCheck {
        func milliseconds(_ share: Double) -> String { (within(share) * 1000).text(decimals: 1) + " ms" }
        let finding = "one frame alone: median \(milliseconds(0.5)), 95 % within \(milliseconds(0.95))"
        // Also where it is not a number.
        guard within(0.95) <= Self.frameTime else {
            return HealthCheck(
                "latency", .warning, "\(finding); frames of a live picture come faster",
                remedy: "end other programs, raise CPU_THREADS, or set IMG_SIZE=512")
        }
        return HealthCheck("latency", .good, finding)
    }
}
