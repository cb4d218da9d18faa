/// The setting to use, and what it brings.
public struct Advice: Sendable {
    public let record: SettingRecord
    /// Seconds for a clip of 750 frames, as challenges have.
    public let expectedSeconds: Double
    /// Against the baseline; not a number where that could not be measured.
    public let speedup: Double

    /// The frames of a usual challenge.
    public static let expectedFrames = 750

    /// Nil where nothing could be measured.
    public init?(_ ranking: Ranking) {
        guard let best = ranking.entries.first?.record else { return nil }
        let baseline = ranking.entries.first { $0.record.setting == .baseline(on: best.setting.device) }
        record = best
        expectedSeconds = Double(Self.expectedFrames) / best.clipRate.median
        speedup = baseline.map { best.speedup(over: $0.record) } ?? .nan
    }
}
