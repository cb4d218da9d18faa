import Analysis
import Detection
import Foundation
import Machine
import Observations
import Platform
import Results
import Settings
import Synchronization

/// The child process's side of a run.
public enum RunWorker {
    /// Performs a job and writes its report, and its result if requested.
    ///
    /// - Parameter path: The path of the job, a JSON file.
    /// - Throws: The error of the analysis, or ``RunFailure`` if there is no job or the model does not support the
    ///   setting.
    public static func perform(jobAt path: String) async throws {
        let (job, package, maker) = try await BlockingWork.run("devices") {
            guard let data = FileManager.default.contents(atPath: path),
                let job = try? JSONDecoder().decode(RunJob.self, from: data)
            else { throw RunFailure(.refused, "\(path) contains no job; use 'scorevision benchmark'.") }
            let package = try ModelPackage.load(job.model)
            let settings = try SettingsResolver(flags: job.variables, environment: [:]).resolve(profile: .cpu)
            return (job, package, try DetectorFactory(packages: [package], settings: settings))
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
        // Sends one batch through every stage, so that one-time work happens before the clock starts.
        let start = ContinuousClock.now
        analyzer.frameLimit = min(job.frameLimit ?? .max, max(warmUpFrames, settings.batchSize * settings.frameStride))
        _ = try await analyzer.analyze(path: job.clip, challengeID: "warm-up")
        let startSeconds = (ContinuousClock.now - start).seconds

        analyzer.frameLimit = job.frameLimit
        let cpuBefore = ProcessUsage.cpuSeconds
        let begin = ContinuousClock.now
        let result = try await analyzer.analyze(path: job.clip, challengeID: job.clip)
        let bytes = try await BlockingWork.run("encode") { ResultFormat.challenge.encode(result) }
        let seconds = (ContinuousClock.now - begin).seconds
        let report = RunReport(
            startSeconds: startSeconds, seconds: seconds, cpuSeconds: ProcessUsage.cpuSeconds - cpuBefore,
            peakMemory: ProcessUsage.peakMemory, peakGraphicsMemory: peak.finish(), clipFrames: result.frames.count,
            processedFrames: (result.frames.count + settings.frameStride - 1) / settings.frameStride,
            stages: Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0.rawValue, result.timings[$0]) }))
        try await BlockingWork.run("write") {
            if let path = job.result { try AtomicFile.write(bytes, to: path) }
            try AtomicFile.write(Array(JSONEncoder().encode(report)), to: job.report)
        }
    }

    private static let warmUpFrames = 12

    /// Rejects a model with a fixed input size or batch, which would not run with the setting that the report shows.
    private static func check(_ detector: any FrameDetector, takes settings: AnalysisSettings) throws {
        guard detector.batchSize == settings.batchSize else {
            throw RunFailure(.refused, "the model supports only batches of \(detector.batchSize)")
        }
        if let width = detector.pictureWidth, width != settings.imageSize {
            throw RunFailure(.refused, "the model supports only pictures of \(width) pixels")
        }
    }
}

/// Keeps a detector from one analysis to the next, like a service.
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
