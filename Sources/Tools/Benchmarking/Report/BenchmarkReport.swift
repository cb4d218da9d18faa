import Analysis
public import Machine

/// What a benchmark found, as a table, JSON or a page.
public struct BenchmarkReport: Sendable {
    public var context: Context
    public var ranking: Ranking
    /// Settings that could not be measured.
    public var failures: [SettingRecord]
    /// Nil where nothing could be measured.
    public var advice: Advice?

    /// What was measured, and where.
    public struct Context: Hashable, Sendable, Codable {
        /// When, as ISO 8601 writes it.
        public var date: String
        /// The clip's name and what it is, "match.mp4, 1280x720, 25 frames a second, h264".
        public var clip: String
        /// The model package's name and version.
        public var model: String
        /// The engine's name and version.
        public var engine: String
        public var machine: Machine
        /// What the machine had to do before the benchmark began, in busy cores; see `Machine.loadAverage`.
        public var load: Double
        /// Whether quality is accuracy against a known truth; else it is agreement with the reference.
        public var hasTruth: Bool
        /// The reference's label.
        public var reference: String

        public init(
            date: String, clip: String, model: String, engine: String, machine: Machine, load: Double,
            hasTruth: Bool, reference: String
        ) {
            self.date = date
            self.clip = clip
            self.model = model
            self.engine = engine
            self.machine = machine
            self.load = load
            self.hasTruth = hasTruth
            self.reference = reference
        }
    }

    public init(context: Context, records: [SettingRecord]) {
        self.context = context
        ranking = Ranking(records)
        failures = records.filter { $0.failure != nil }
        advice = Advice(ranking)
    }

    /// The entry that speedups are counted from, where it was measured.
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
            ? "Quality is accuracy against the clip's truth"
            : "Quality is agreement with \(context.reference)"
    }

    /// How the rank comes about, in a sentence.
    static let rule = """
        Score: 65 % quality, 35 % speed, as the subnet pays; speed is e^(-5 x place of the time between the fastest and \
        the slowest setting).
        """
}
