import Analysis
import Benchmarking
import DefaultModel
import Detection
import Download
import Evaluation
import Foundation
import Logging
import Machine
import Media
import Observations
import Platform
import Reports
import Settings
import Synthesis

/// One run of `benchmark`: obtains the clip, measures the settings, and creates the report.
struct BenchmarkSession: Sendable {
    let command: Benchmark
    let start: ContinuousClock.Instant

    private static let quickFrames = 150
    /// The number of frames in a usual challenge.
    private static let fullFrames = Advice.expectedFrames
    /// The time after which `--quick` starts no further run, and the time limit of one of its runs, in seconds: two
    /// minutes minus the time for loading and writing.
    private static let quickDeadline = 80.0
    private static let quickRunLimit = 30.0
    private static let runLimit = 1800.0

    /// The data that are known before any measurement.
    private struct Preparation: Sendable {
        let machine: Machine
        let load: Double
        let base: AnalysisSettings
        let grid: BenchmarkGrid
        let reference: ReferenceSize
        let modelPath: String
        let modelName: String
        let engine: String
    }

    private struct Clip: Sendable {
        let path: String
        let name: String
        let truth: String?
    }

    /// Measures the settings and creates the report.
    ///
    /// - Parameter folder: A folder for temporary files.
    func measure(in folder: String) async throws -> BenchmarkReport {
        var logger = Logger(label: "scorevision")
        logger.logLevel = command.quiet ? .error : .info
        let preparation = try await BlockingWork.run("prepare") { try prepare() }
        try Task.checkCancellation()
        let clip = try await clip(in: folder, logger: logger)
        let (facts, truth) = try await BlockingWork.run("open") {
            let info = try VideoReader(path: clip.path).info
            let rate = ((info.frameRate ?? .assumed).value).text(decimals: 2)
            return (
                "\(info.width)x\(info.height), \(rate) fps, \(info.codec)",
                try clip.truth.map { try ClipObservations(truthAt: $0) }
            )
        }
        let (machine, grid) = (preparation.machine, preparation.grid)
        if preparation.load > Double(machine.processor.cores) / 2 {
            logger.warning(
                """
                Other programs are running: load \(preparation.load) on \(machine.processor.cores) cores; the measured speeds \
                will be too low
                """)
        }
        let plan = BenchmarkPlan(
            clip: clip.path, model: preparation.modelPath, grid: grid, base: preparation.base, rounds: command.runs,
            frameLimit: command.quick ? Self.quickFrames : nil,
            deadline: command.quick ? start + .seconds(Self.quickDeadline) : nil, truth: truth)
        let records = try await measure(plan, folder: folder, logger: logger)
        let context = BenchmarkReport.Context(
            date: Date.now.formatted(.iso8601), clip: "\(clip.name), \(facts)", model: preparation.modelName,
            engine: preparation.engine, machine: machine, load: preparation.load, hasTruth: truth != nil,
            reference: grid.devices.first.map { grid.reference(on: $0).label } ?? "",
            referenceReason: preparation.reference.reason)
        return BenchmarkReport(context: context, records: records)
    }

    /// Examines the machine and the model, and verifies early that the first device is usable. Blocks.
    private func prepare() throws -> Preparation {
        let base = try SettingsResolver(flags: [:], environment: ProcessInfo.processInfo.environment).resolve()
        let profile = HardwareProfile.choose(for: base.device).profile
        let model = command.model ?? DefaultModel.path
        let package = try ModelPackage.load(model)
        let reference = ReferenceSize(of: package.manifest)
        let grid = try command.grid.applied(
            to: command.quick
                ? .quick(for: profile, reference: reference) : .full(for: profile, reference: reference))
        var first = base
        first.device = grid.devices.first ?? base.device
        return Preparation(
            machine: Machine.probe(), load: Machine.loadAverage, base: base, grid: grid, reference: reference,
            modelPath: model, modelName: "\(package.manifest.name) \(package.manifest.version)",
            engine: try DetectorFactory(packages: [package], settings: first).engineName())
    }

    private func clip(in folder: String, logger: Logger) async throws -> Clip {
        switch try BenchmarkSource(path: command.videoPath, url: command.videoURL) {
        case .file(let path):
            return Clip(path: path, name: URL(fileURLWithPath: path).lastPathComponent, truth: command.truth)
        case .url(let url):
            logger.info("Downloading \(url)")
            let path = folder + "/clip"
            try await BenchmarkSource.fetch(url, into: path)
            return Clip(path: path, name: url.name, truth: command.truth)
        case .synthetic:
            logger.info("Creating a synthetic clip")
            let (path, truth) = (folder + "/clip.mp4", folder + "/truth.json")
            try await draw(path, truth: truth)
            return Clip(path: path, name: "synthetic clip", truth: truth)
        }
    }

    private func measure(_ plan: BenchmarkPlan, folder: String, logger: Logger) async throws -> [SettingRecord] {
        let worker = WorkerProcess(
            executable: URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath(),
            arguments: [BenchmarkRun.name], timeLimit: command.quick ? Self.quickRunLimit : Self.runLimit)
        let progress = BenchmarkProgress(logger: logger, isQuiet: command.quiet)
        defer { progress.finish() }
        return try await BenchmarkRunner(plan: plan, folder: folder, run: worker.run).measure { progress.show($0) }
    }

    private func draw(_ path: String, truth: String) async throws {
        let frames = command.quick ? Self.quickFrames : Self.fullFrames
        try await BlockingWork.run("draw") {
            let clip = try SyntheticClip(settings: .init(seconds: Double(frames) / 25, seed: 7))
            _ = try clip.write(clip: path, truth: truth)
        }
        try Task.checkCancellation()
    }
}
