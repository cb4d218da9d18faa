import Evaluation

/// The values of one figure in repeated runs.
struct Sample: Hashable, Sendable {
    /// The values, ascending.
    let values: [Double]

    init(_ values: [Double]) {
        self.values = values.sorted()
    }

    /// The median; NaN if there are no values.
    var median: Double { quantile(0.5, ofSorted: values) }
    var least: Double { values.first ?? .nan }
    var greatest: Double { values.last ?? .nan }

    /// The difference between the largest and the smallest value, divided by the median; NaN for fewer than two values.
    var spread: Double { values.count > 1 ? (greatest - least) / median : .nan }
}

/// The measurements of one setting.
public struct SettingRecord: Hashable, Sendable {
    var setting: BenchmarkSetting
    /// The reports, keyed by the number of the round.
    var runs: [Int: RunReport] = [:]
    /// The quality compared with the result of the reference; see `BenchmarkGrid.reference(on:)`.
    var agreement: QualityFigures?
    /// The quality compared with the truth, if it is known.
    var accuracy: QualityFigures?
    /// Why the setting was not measured, or not in every round.
    var failure: RunFailure?

    init(setting: BenchmarkSetting) {
        self.setting = setting
    }

    /// The time for the clip, in seconds.
    var seconds: Sample { sample(\.seconds) }
    var cpuSeconds: Sample { sample(\.cpuSeconds) }
    /// The time until the model is loaded and warm, in seconds.
    var startSeconds: Sample { sample(\.startSeconds) }
    /// Frames of the clip per second, including interpolated ones.
    var clipRate: Sample { sample { Double($0.clipFrames) / $0.seconds } }
    /// Frames per second that the model analysed.
    var processedRate: Sample { sample { Double($0.processedFrames) / $0.seconds } }
    /// The largest peak memory of the runs, in bytes.
    var peakMemory: Int { runs.values.map(\.peakMemory).max() ?? 0 }

    /// The largest peak GPU memory of the runs, in bytes; `nil` without a GPU, or if its driver does not report it.
    var peakGraphicsMemory: Int? { runs.values.compactMap(\.peakGraphicsMemory).max() }
    /// The memory that limits the setting, in bytes: the GPU's if it used one, otherwise the process's.
    var deviceMemory: Int { peakGraphicsMemory ?? peakMemory }

    /// The quality used for ranking: accuracy if the truth is known, otherwise agreement.
    var quality: QualityFigures? { accuracy ?? agreement }

    /// Returns the median time that a stage worked, in seconds.
    func stageSeconds(_ stage: String) -> Double { sample { $0.stages[stage] ?? 0 }.median }

    /// Returns the speedup over another setting: the median of the ratios of all rounds that measured both, because
    /// conditions are most similar within a round.
    func speedup(over other: SettingRecord) -> Double {
        Sample(
            runs.compactMap { round, run in other.runs[round].map { $0.seconds / run.seconds } }
        ).median
    }

    private func sample(_ figure: (RunReport) -> Double) -> Sample { Sample(runs.values.map(figure)) }
}
