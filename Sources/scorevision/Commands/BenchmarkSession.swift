import Analysis
import Benchmarking
import DefaultModel
import Download
import Evaluation
import Foundation
import Inference
import Logging
import Media
import Settings
import Synthesis

/// One run of `benchmark`: finds or makes the clip, measures, and puts the report together.
struct BenchmarkSession: Sendable {
    let command: Benchmark
    let start: ContinuousClock.Instant

    private static let quickFrames = 150
    /// Frames of a usual challenge.
    private static let fullFrames = Advice.expectedFrames
    /// Seconds from the start at which --quick begins nothing new, and that one of its runs may take: two minutes less
    /// what loading and writing take.
    private static let quickDeadline = 80.0
    private static let quickRunLimit = 30.0
    private static let runLimit = 1800.0

    /// - Parameter folder: where files may be left for a moment.
    func measure(in folder: String) async throws -> BenchmarkReport {
        var logger = Logger(label: "scorevision")
        logger.logLevel = command.quiet ? .error : .info
        let machine = Machine.probe()
        let load = Machine.loadAverage
        let base = try SettingsResolver(flags: [:], environment: ProcessInfo.processInfo.environment).resolve()
        let profile = HardwareProfile.choose(for: base.device).profile
        let grid = try command.grid.applied(to: command.quick ? .quick(for: profile) : .full(for: profile))
        let model = command.model ?? DefaultModel.path
        let package = try ModelPackage.load(model)
        let source = try BenchmarkSource(path: command.videoPath, url: command.videoURL)
        let clip: (path: String, truth: String?, name: String)
        switch source {
        case .file(let path): clip = (path, command.truth, URL(fileURLWithPath: path).lastPathComponent)
        case .url(let url):
            logger.info("Downloading \(url)")
            clip = (folder + "/clip", command.truth, url.name)
            try await BenchmarkSource.fetch(url, into: clip.path)
        case .synthetic:
            logger.info("Drawing a synthetic clip")
            clip = (folder + "/clip.mp4", folder + "/truth.json", "synthetic clip")
            try await draw(clip.path, truth: folder + "/truth.json")
        }
        let info = try await BlockingThread.run("open") { try VideoReader(path: clip.path).info }
        let truth = try clip.truth.map { try ClipObservations(path: $0) }
        if load > Double(machine.processor.cores) / 2 {
            logger.warning(
                "Other programs are at work: load \(load) on \(machine.processor.cores) cores; speeds will be too low")
        }
        let plan = BenchmarkPlan(
            clip: clip.path, model: model, grid: grid, base: base, rounds: command.runs,
            frameLimit: command.quick ? Self.quickFrames : nil,
            deadline: command.quick ? start + .seconds(Self.quickDeadline) : nil, truth: truth)
        let records = try await measure(plan, folder: folder, logger: logger)
        let facts = "\(info.width)x\(info.height), \(decimal(info.frameRate?.value ?? 25, 2)) fps, \(info.codec)"
        let context = BenchmarkReport.Context(
            date: Date.now.formatted(.iso8601), clip: "\(clip.name), \(facts)",
            model: "\(package.manifest.name) \(package.manifest.version)",
            engine: try Self.engineName(package, base, grid.devices.first ?? base.device),
            machine: machine, load: load, hasTruth: truth != nil,
            reference: grid.devices.first.map { grid.reference(on: $0).label } ?? "")
        return BenchmarkReport(context: context, records: records)
    }

    private func measure(_ plan: BenchmarkPlan, folder: String, logger: Logger) async throws -> [SettingRecord] {
        let worker = WorkerProcess(
            executable: URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath(),
            arguments: [BenchmarkRun.name], timeLimit: command.quick ? Self.quickRunLimit : Self.runLimit)
        let progress = BenchmarkProgress(logger: logger, isQuiet: command.quiet)
        defer { progress.finish() }
        return try await BenchmarkRunner(plan: plan, folder: folder, run: worker.run).measure { progress.show($0) }
    }

    /// Of the first device; also finds out early whether it can be used at all.
    private static func engineName(
        _ package: ModelPackage, _ base: AnalysisSettings, _ device: AnalysisSettings.Device
    ) throws -> String {
        var settings = base
        settings.device = device
        return try DetectorMaker(packages: [package], settings: settings).engineName()
    }

    private func draw(_ path: String, truth: String) async throws {
        let frames = command.quick ? Self.quickFrames : Self.fullFrames
        try await BlockingThread.run("draw") {
            let clip = try SyntheticClip(settings: .init(seconds: Double(frames) / 25, seed: 7))
            _ = try clip.write(clip: path, truth: truth)
        }
        try Task.checkCancellation()
    }
}
