/// What was measured of one setting.
public struct SettingRecord: Hashable, Sendable {
    public var setting: BenchmarkSetting
    /// By the number of the round.
    public var runs: [Int: RunReport] = [:]
    /// Against every frame at the largest size measured.
    public var agreement: QualityFigures?
    /// Against the truth, where it is known.
    public var accuracy: QualityFigures?
    /// Why it was not measured, or not in every round.
    public var failure: RunFailure?

    public init(setting: BenchmarkSetting) {
        self.setting = setting
    }

    /// Seconds for the clip.
    public var seconds: Sample { sample(\.seconds) }
    public var cpuSeconds: Sample { sample(\.cpuSeconds) }
    /// Seconds until the model is loaded and warm.
    public var startSeconds: Sample { sample(\.startSeconds) }
    /// Frames of the clip answered a second, whether the model saw them or not.
    public var clipRate: Sample { sample { Double($0.clipFrames) / $0.seconds } }
    /// Frames a second that the model saw.
    public var processedRate: Sample { sample { Double($0.processedFrames) / $0.seconds } }
    /// Bytes, of the run that took most.
    public var peakMemory: Int { runs.values.map(\.peakMemory).max() ?? 0 }

    /// Of the GPU, where it ran on one and its driver tells.
    public var peakGraphicsMemory: Int? { runs.values.compactMap(\.peakGraphicsMemory).max() }
    /// What a device can run out of: the GPU's memory where it ran on one, else the process's.
    public var deviceMemory: Int { peakGraphicsMemory ?? peakMemory }

    /// The quality that counts: accuracy where the truth is known, else agreement.
    public var quality: QualityFigures? { accuracy ?? agreement }

    /// Median seconds that a stage worked.
    public func stageSeconds(_ stage: String) -> Double { sample { $0.stages[stage] ?? 0 }.median }

    /// How many times faster than another setting: the median over the rounds that measured both, since in one round the
    /// machine was most alike.
    public func speedup(over other: SettingRecord) -> Double {
        Sample(
            runs.compactMap { round, run in other.runs[round].map { $0.seconds / run.seconds } }
        ).median
    }

    private func sample(_ figure: (RunReport) -> Double) -> Sample { Sample(runs.values.map(figure)) }
}
