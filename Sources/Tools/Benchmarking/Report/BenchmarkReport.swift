import Analysis
public import Machine

/// The outcome of a benchmark, as text, JSON or an HTML page.
public struct BenchmarkReport: Sendable {
    let context: Context
    let ranking: Ranking
    /// The settings that were not measured.
    let failures: [SettingRecord]
    /// The recommended setting, or `nil` if nothing was measured.
    public let advice: Advice?

    /// The conditions of a benchmark.
    public struct Context: Hashable, Sendable, Codable {
        let date: String
        let clip: String
        let model: String
        let engine: String
        let machine: Machine
        let load: Double
        let hasTruth: Bool
        let reference: String
        let referenceReason: String

        /// Describes a benchmark.
        ///
        /// - Parameters:
        ///   - date: The date and time in ISO 8601.
        ///   - clip: The clip's name and properties: "match.mp4, 1280x720, 25 frames a second, h264".
        ///   - model: The name and version of the model package.
        ///   - engine: The name and version of the engine.
        ///   - machine: The machine that ran the benchmark.
        ///   - load: The load of the machine before the benchmark, in busy cores; see `Machine.loadAverage`.
        ///   - hasTruth: Whether quality is accuracy compared with a known truth. Otherwise it is agreement with the
        ///     reference.
        ///   - reference: The label of the reference.
        ///   - referenceReason: Why it is the reference; see ``ReferenceSize``.
        public init(
            date: String, clip: String, model: String, engine: String, machine: Machine, load: Double,
            hasTruth: Bool, reference: String, referenceReason: String
        ) {
            self.date = date
            self.clip = clip
            self.model = model
            self.engine = engine
            self.machine = machine
            self.load = load
            self.hasTruth = hasTruth
            self.reference = reference
            self.referenceReason = referenceReason
        }
    }

    /// Ranks the measured settings.
    public init(context: Context, records: [SettingRecord]) {
        self.context = context
        ranking = Ranking(records)
        failures = records.filter { $0.failure != nil }
        advice = Advice(ranking)
    }

    /// The entry that speedups refer to, if it was measured.
    var baseline: Ranking.Entry? {
        ranking.entries.first { $0.record.setting == .baseline(on: $0.record.setting.device) }
    }

    /// The largest number of runs of a setting.
    var rounds: Int { ranking.entries.map(\.record.runs.count).max() ?? 0 }

    /// The number of frames in a run.
    var clipFrames: Int { ranking.entries.first?.record.runs.values.first?.clipFrames ?? 0 }

    /// The meaning of the quality column, as a sentence.
    var qualityMeaning: String {
        context.hasTruth
            ? "Quality is accuracy compared with the clip's truth"
            : "Quality is agreement with the result of \(context.reference), because \(context.referenceReason)"
    }

    /// The rule for the score, in sentences.
    static let rule = """
        Score is 65 % quality and 35 % speed, as the subnet pays. Speed is e^(-5p), where p is the position of the time \
        between the fastest setting (0) and the slowest (1).
        """
}
