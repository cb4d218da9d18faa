import Analysis
import Detection
import Engines
import Evaluation
import Media
import Observations
import Platform
import Reports
import Synthesis

/// The time for a single frame: the picture goes in, its boxes and keypoints come out, and only then does the next one
/// go in. A live camera or a query about one picture waits this long. A clip does not, because its frames are analysed
/// in batches.
struct Latency: Hashable, Sendable {
    /// The seconds of each run, ascending.
    let seconds: [Double]

    /// Returns the seconds within which a share of the runs finished.
    ///
    /// - Parameter share: From 0 to 1.
    func within(_ share: Double) -> Double { quantile(share, ofSorted: seconds) }

    /// Creates the figures.
    ///
    /// - Parameter seconds: The seconds of each run, in any order.
    init(seconds: [Double]) { self.seconds = seconds.sorted() }

    private static let warmUp = 10
    private static let runs = 100
    private static let seed: UInt64 = 7

    /// Measures the latency. Blocks for a second or two.
    ///
    /// - Parameters:
    ///   - package: The model.
    ///   - settings: The settings, of which the threads and the picture size matter. The batch size is 1.
    /// - Throws: The errors of the synthetic clip and of the model.
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
    /// The time between frames of a live picture at 25 frames a second, in seconds. A slower model falls behind.
    private static let frameTime = 0.04

    /// The figures as a check.
    var check: HealthCheck {
        func milliseconds(_ share: Double) -> String { (within(share) * 1000).text(decimals: 1) + " ms" }
        let finding = "single frame: median \(milliseconds(0.5)), 95 % within \(milliseconds(0.95))"
        // This also covers NaN.
        guard within(0.95) <= Self.frameTime else {
            return HealthCheck(
                "latency", .warning, "\(finding); a live picture has frames every 40 ms",
                remedy: "close other programs, raise CPU_THREADS, or set IMG_SIZE=512")
        }
        return HealthCheck("latency", .good, finding)
    }
}
