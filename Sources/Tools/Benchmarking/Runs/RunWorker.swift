import Analysis
import Foundation
import Inference
import Settings
import Synchronization

/// The child's side of a run.
public enum RunWorker {
    /// Does the job and writes its report, and its result where one is wanted.
    /// - Throws: what the analysis throws; ``RunFailure`` where the model does not take the setting.
    public static func perform(_ job: RunJob) async throws {
        let package = try ModelPackage.load(job.model)
        let maker = try await BlockingThread.run("devices") {
            try DetectorMaker(
                packages: [package],
                settings: SettingsResolver(flags: job.variables, environment: [:]).resolve(profile: .cpu))
        }
        let settings = maker.plan.settings
        let watch = GraphicsWatch()
        let peak = GraphicsPeak(cards: Set(maker.plan.cards)) { watch.readings }
        let loaded = LoadedDetector()
        var analyzer = ClipAnalyzer(settings: settings, model: package.manifest.name) { aspect in
            try loaded.detector {
                let detector = try maker.detector(aspect: aspect)
                try check(detector, takes: settings)
                return detector
            }
        }
        analyzer.decodingCard = maker.plan.decodingCard
        // A batch through every stage, so that what is done once is done before the clock starts.
        let start = ContinuousClock.now
        analyzer.frameLimit = min(job.frameLimit ?? .max, max(warmUpFrames, settings.batchSize * settings.frameStride))
        _ = try await analyzer.analyze(path: job.clip, challengeID: "warm-up")
        let startSeconds = (ContinuousClock.now - start).seconds

        analyzer.frameLimit = job.frameLimit
        let cpuBefore = ProcessUsage.cpuSeconds
        let begin = ContinuousClock.now
        let result = try await analyzer.analyze(path: job.clip, challengeID: job.clip)
        let bytes = ResultFormat.challenge.encode(result)
        let seconds = (ContinuousClock.now - begin).seconds
        let report = RunReport(
            startSeconds: startSeconds, seconds: seconds, cpuSeconds: ProcessUsage.cpuSeconds - cpuBefore,
            peakMemory: ProcessUsage.peakMemory, peakGraphicsMemory: peak.finish(), clipFrames: result.frames.count,
            processedFrames: (result.frames.count + settings.frameStride - 1) / settings.frameStride,
            stages: Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0.rawValue, result.timings[$0]) }))
        if let path = job.result { try AtomicFile.write(bytes, to: path) }
        try AtomicFile.write(Array(JSONEncoder().encode(report)), to: job.report)
    }

    private static let warmUpFrames = 12

    /// A model of one fixed size or batch would run as something else than the table says.
    private static func check(_ detector: any FrameDetector, takes settings: AnalysisSettings) throws {
        guard detector.batchSize == settings.batchSize else {
            throw RunFailure(.refused, "the model takes batches of \(detector.batchSize) only")
        }
        if let width = detector.pictureWidth, width != settings.imageSize {
            throw RunFailure(.refused, "the model takes pictures of \(width) pixels only")
        }
    }
}

/// Keeps a detector from one analysis to the next, as a service does.
private final class LoadedDetector: Sendable {
    private let stored = Mutex<(any FrameDetector)?>(nil)

    func detector(_ load: () throws -> any FrameDetector) throws -> any FrameDetector {
        try stored.withLock { stored in
            if let stored { return stored }
            let detector = try load()
            stored = detector
            return detector
        }
    }
}
