import Analysis
public import Machine

/// The outcome of a benchmark, as a table, JSON or a page.
public struct BenchmarkReport: Sendable {
    let context: Context
    let ranking: Ranking
    /// Settings that could not be measured.
    let failures: [SettingRecord]
    /// The setting to use; nil if nothing could be measured.
    public let advice: Advice?

    /// What was measured, and where.
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
        ///   - date: when, in ISO 8601.
        ///   - clip: the clip's name and what it is, "match.mp4, 1280x720, 25 frames a second, h264".
        ///   - model: the model package's name and version.
        ///   - engine: the engine's name and version.
        ///   - machine: where.
        ///   - load: what the machine had to do before the benchmark began, in busy cores; see `Machine.loadAverage`.
        ///   - hasTruth: whether quality is accuracy compared with a known truth; else it is agreement with the reference.
        ///   - reference: the reference's label.
        ///   - referenceReason: why that is the reference; see ``ReferenceSize``.
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

    /// Ranks what was measured.
    public init(context: Context, records: [SettingRecord]) {
        self.context = context
        ranking = Ranking(records)
        failures = records.filter { $0.failure != nil }
        advice = Advice(ranking)
    }

    /// The entry that speedups are counted from, if it was measured.
    var baseline: Ranking.Entry? {
        ranking.entries.first { $0.record.setting == .baseline(on: $0.record.setting.device) }
    }

    /// Runs of the setting that was measured most often.
    var rounds: Int { ranking.entries.map(\.record.runs.count).max() ?? 0 }

    /// Frames of the clip that were analysed.
    var clipFrames: Int { ranking.entries.first?.record.runs.values.first?.clipFrames ?? 0 }

    /// What the quality column means here, in a sentence.
    var qualityMeaning: String {
        context.hasTruth
            ? "Quality is accuracy compared with the clip's truth"
            : "Quality is agreement with the result of \(context.reference), since \(context.referenceReason)"
    }

    /// How the rank is computed, in a sentence.
    static let rule = """
        Score is 65 % quality and 35 % speed, as the subnet pays. Speed is e^(-5p), where p is the place of the time \
        between the fastest setting (0) and the slowest (1).
        """
}
