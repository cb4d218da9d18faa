public import Analysis
public import Evaluation
import Foundation
import Platform

/// The clip, the model and the settings of a benchmark.
public struct BenchmarkPlan: Sendable {
    let clip: String
    let model: String
    let grid: BenchmarkGrid
    let base: AnalysisSettings
    let rounds: Int
    let frameLimit: Int?
    let deadline: ContinuousClock.Instant?
    let truth: ClipObservations?

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - clip: The path of the clip.
    ///   - model: The path of the model package.
    ///   - grid: The settings to measure.
    ///   - base: The settings that the grid does not vary.
    ///   - rounds: How often to measure each setting.
    ///   - frameLimit: The largest number of frames to analyse; `nil` for all.
    ///   - deadline: When to stop, if possible at the end of a round; `nil` for never.
    ///   - truth: The truth of the clip, if it is known.
    public init(
        clip: String, model: String, grid: BenchmarkGrid, base: AnalysisSettings = AnalysisSettings(), rounds: Int = 3,
        frameLimit: Int? = nil, deadline: ContinuousClock.Instant? = nil, truth: ClipObservations? = nil
    ) {
        self.clip = clip
        self.model = model
        self.grid = grid
        self.base = base
        self.rounds = rounds
        self.frameLimit = frameLimit
        self.deadline = deadline
        self.truth = truth
    }

    /// Returns whether a round of a given length, in seconds, ends before the deadline. A partial round would measure
    /// some settings more often than others.
    func allows(roundOf seconds: Double, now: ContinuousClock.Instant) -> Bool {
        deadline.map { now + .seconds(seconds) <= $0 } ?? true
    }
}

/// Measures the settings of a plan, round after round, each run in a separate process.
public struct BenchmarkRunner: Sendable {
    private let plan: BenchmarkPlan
    private let folder: String
    private let run: @Sendable (RunJob) async throws -> Result<RunReport, RunFailure>

    /// The progress of a benchmark, before a run.
    public struct Step: Sendable {
        /// The setting to be measured next.
        public let setting: BenchmarkSetting
        /// The round, from 0.
        public let round: Int
        /// The largest number of rounds.
        public let rounds: Int
        /// The number of finished runs.
        public let done: Int
        /// The number of planned runs.
        public let total: Int
    }

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - plan: The benchmark.
    ///   - folder: A folder for temporary files.
    ///   - run: Performs a job; see ``WorkerProcess``.
    public init(
        plan: BenchmarkPlan, folder: String,
        run: @escaping @Sendable (RunJob) async throws -> Result<RunReport, RunFailure>
    ) {
        self.plan = plan
        self.folder = folder
        self.run = run
    }

    /// Measures all settings and returns a record for each, in the order of the grid.
    ///
    /// - Parameter onStep: Receives the progress before each run.
    /// - Throws: `CancellationError`, or an error if a child process cannot be started. All other errors are recorded
    ///   as failures.
    public func measure(onStep: (Step) -> Void = { _ in }) async throws -> [SettingRecord] {
        let settings = plan.grid.settings
        var records = settings.map { SettingRecord(setting: $0) }
        let places = Dictionary(uniqueKeysWithValues: settings.enumerated().map { ($1, $0) })
        var done = 0
        var roundSeconds = 0.0
        for round in 0..<plan.rounds {
            guard round == 0 || plan.allows(roundOf: roundSeconds, now: .now) else { break }
            let start = ContinuousClock.now
            for setting in BenchmarkGrid.order(of: settings, round: round) {
                guard let place = places[setting] else { continue }
                done += 1
                guard records[place].failure == nil else { continue }
                if let deadline = plan.deadline, ContinuousClock.now > deadline {
                    if round == 0 { records[place].failure = RunFailure(.leftOut, "skipped: no time was left") }
                    continue
                }
                onStep(
                    Step(
                        setting: setting, round: round, rounds: plan.rounds, done: done - 1,
                        total: settings.count * plan.rounds))
                let name = folder + "/run-\(place)"
                let job = RunJob(
                    clip: plan.clip, model: plan.model, settings: setting.settings(from: plan.base),
                    frameLimit: plan.frameLimit, report: name + ".report.json",
                    result: round == 0 ? name + ".result.json" : nil)
                switch try await run(job) {
                case .success(let report): records[place].runs[round] = report
                case .failure(let failure): records[place].failure = failure
                }
            }
            if round == 0 { try await compare(&records) }
            roundSeconds = (ContinuousClock.now - start).seconds
        }
        return records
    }

    /// Compares the results of the first round with the references, and deletes their files.
    private func compare(_ records: inout [SettingRecord]) async throws {
        let input = records
        let (plan, folder) = (plan, folder)
        records = try await BlockingWork.run("compare") {
            func result(_ place: Int) throws -> ClipObservations? {
                let path = folder + "/run-\(place).result.json"
                return FileManager.default.fileExists(atPath: path) ? try ClipObservations(path: path) : nil
            }
            var references: [AnalysisSettings.Device: ClipObservations] = [:]
            for (place, record) in input.enumerated()
            where record.setting == plan.grid.reference(on: record.setting.device) {
                references[record.setting.device] = try result(place)
            }
            var compared = input
            for (place, record) in input.enumerated() {
                guard let found = try result(place) else { continue }
                compared[place].agreement = try references[record.setting.device].map {
                    try QualityFigures(found: found, reference: $0)
                }
                compared[place].accuracy = try plan.truth.map { try QualityFigures(found: found, reference: $0) }
                try? FileManager.default.removeItem(atPath: folder + "/run-\(place).result.json")
            }
            return compared
        }
    }
}
