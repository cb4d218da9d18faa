import Evaluation

/// Repetitions of one measurement.
struct Sample: Hashable, Sendable {
    /// Ascending.
    let values: [Double]

    init(_ values: [Double]) {
        self.values = values.sorted()
    }

    /// Not a number without values.
    var median: Double { quantile(0.5, ofSorted: values) }
    var least: Double { values.first ?? .nan }
    var greatest: Double { values.last ?? .nan }

    /// From the least to the greatest, as a share of the median; not a number for fewer than two values.
    var spread: Double { values.count > 1 ? (greatest - least) / median : .nan }
}

/// What was measured of one setting.
public struct SettingRecord: Hashable, Sendable {
    var setting: BenchmarkSetting
    /// By the number of the round.
    var runs: [Int: RunReport] = [:]
    /// Quality compared with the result of the reference; see `BenchmarkGrid.reference(on:)`.
    var agreement: QualityFigures?
    /// Quality compared with the truth, if it is known.
    var accuracy: QualityFigures?
    /// Why it was not measured, or not in every round.
    var failure: RunFailure?

    init(setting: BenchmarkSetting) {
        self.setting = setting
    }

    /// Seconds for the clip.
    var seconds: Sample { sample(\.seconds) }
    var cpuSeconds: Sample { sample(\.cpuSeconds) }
    /// Seconds until the model is loaded and warm.
    var startSeconds: Sample { sample(\.startSeconds) }
    /// Frames of the clip answered a second, whether the model saw them or not.
    var clipRate: Sample { sample { Double($0.clipFrames) / $0.seconds } }
    /// Frames a second that the model saw.
    var processedRate: Sample { sample { Double($0.processedFrames) / $0.seconds } }
    /// Bytes, of the run that took most.
    var peakMemory: Int { runs.values.map(\.peakMemory).max() ?? 0 }

    /// Of the GPU, where it ran on one and its driver tells.
    var peakGraphicsMemory: Int? { runs.values.compactMap(\.peakGraphicsMemory).max() }
    /// What a device can run out of: the GPU's memory where it ran on one, else the process's.
    var deviceMemory: Int { peakGraphicsMemory ?? peakMemory }

    /// The quality that counts: accuracy where the truth is known, else agreement.
    var quality: QualityFigures? { accuracy ?? agreement }

    /// Median seconds that a stage worked.
    func stageSeconds(_ stage: String) -> Double { sample { $0.stages[stage] ?? 0 }.median }

    /// How many times faster than another setting: the median over the rounds that measured both, since in one round the
    /// machine was most alike.
    func speedup(over other: SettingRecord) -> Double {
        Sample(
            runs.compactMap { round, run in other.runs[round].map { $0.seconds / run.seconds } }
        ).median
    }

    private func sample(_ figure: (RunReport) -> Double) -> Sample { Sample(runs.values.map(figure)) }
}
