import Analysis
import Evaluation
import Foundation
import Platform

/// Measures a plan's settings, round after round, each run in a process of its own.
public struct BenchmarkRunner: Sendable {
    public let plan: BenchmarkPlan
    private let folder: String
    private let run: @Sendable (RunJob) async throws -> Result<RunReport, RunFailure>

    /// What a benchmark tells whoever watches it, before each run.
    public struct Step: Sendable {
        public var setting: BenchmarkSetting
        /// From 0.
        public var round: Int
        /// The most rounds there will be.
        public var rounds: Int
        /// Runs that are done, of all that were planned.
        public var done: Int
        public var total: Int
    }

    /// - Parameters:
    ///   - plan: what to measure.
    ///   - folder: where runs may leave files for a moment.
    ///   - run: does a job; see ``WorkerProcess``.
    public init(
        plan: BenchmarkPlan, folder: String,
        run: @escaping @Sendable (RunJob) async throws -> Result<RunReport, RunFailure>
    ) {
        self.plan = plan
        self.folder = folder
        self.run = run
    }

    /// A record for each setting, in the order of the grid.
    /// - Throws: `CancellationError`, and where a child can't even be started.
    public func measure(onStep: (Step) -> Void = { _ in }) async throws -> [SettingRecord] {
        let settings = plan.grid.settings
        var records = settings.map { SettingRecord(setting: $0) }
        let places = Dictionary(uniqueKeysWithValues: settings.enumerated().map { ($1, $0) })
        var done = 0
        var roundSeconds = 0.0
        for round in 0..<plan.rounds {
            guard round == 0 || plan.allows(roundOf: roundSeconds, now: .now) else { break }
            let start = ContinuousClock.now
            for setting in RunOrder.settings(settings, round: round) {
                guard let place = places[setting] else { continue }
                done += 1
                guard records[place].failure == nil else { continue }
                if let deadline = plan.deadline, ContinuousClock.now > deadline {
                    if round == 0 { records[place].failure = RunFailure(.leftOut, "left out: the time was up") }
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

    /// Holds the first round's results against the references, and takes the files away.
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
