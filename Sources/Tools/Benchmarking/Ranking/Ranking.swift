import Analysis
import Evaluation
import Foundation
public import Settings

/// The settings, ordered by an estimate of their reward.
///
/// The subnet rewards quality with 65 % and speed with 35 %. Its validators score speed among the answers to one
/// challenge: the fastest answer gets 1, and the others get exp(-5p), where p is the position of their time between the
/// fastest (0) and the slowest (1). Here the measured settings take the place of those answers. The score therefore
/// shows which setting to prefer, not what a miner would earn in competition with others.
struct Ranking: Sendable {
    /// A setting and its scores.
    struct Entry: Sendable {
        var record: SettingRecord
        /// The score of the speed, 0 to 1.
        var speed: Double
        /// The total score, 0 to 1.
        var score: Double
        /// Whether no other setting is both faster and better (the Pareto front).
        var isOnFront: Bool
    }

    /// The measured settings, best first.
    let entries: [Entry]

    private static let qualityWeight = 0.65
    private static let speedWeight = 0.35
    private static let steepness = 5.0

    init(_ records: [SettingRecord]) {
        let measured = records.filter { !$0.runs.isEmpty && $0.failure == nil }
        let times = measured.map(\.seconds.median)
        let (fastest, slowest) = (times.min() ?? 0, times.max() ?? 0)
        entries = measured.map { record in
            let seconds = record.seconds.median
            let place = slowest > fastest ? (seconds - fastest) / (slowest - fastest) : 0
            let speed = exp(-Self.steepness * place)
            let quality = Self.quality(of: record)
            return Entry(
                record: record, speed: speed, score: Self.qualityWeight * quality + Self.speedWeight * speed,
                isOnFront: !measured.contains {
                    let other = ($0.seconds.median, Self.quality(of: $0))
                    return (other.0 < seconds && other.1 >= quality) || (other.0 <= seconds && other.1 > quality)
                })
        }.sorted { ($0.score, $1.record.peakMemory) > ($1.score, $0.record.peakMemory) }
    }

    private static func quality(of record: SettingRecord) -> Double {
        let quality = record.quality?.overall ?? 0
        return quality.isFinite ? quality : 0
    }
}

/// The recommended setting and what to expect from it.
public struct Advice: Sendable {
    let record: SettingRecord
    /// The expected time for a clip of 750 frames, the usual length of a challenge, in seconds.
    let expectedSeconds: Double
    /// The speedup over the baseline; NaN if the baseline was not measured.
    let speedup: Double

    /// The number of frames in a usual challenge.
    public static let expectedFrames = 750

    /// Recommends the best setting. Returns `nil` if nothing was measured.
    init?(_ ranking: Ranking) {
        guard let best = ranking.entries.first?.record else { return nil }
        let baseline = ranking.entries.first { $0.record.setting == .baseline(on: best.setting.device) }
        record = best
        expectedSeconds = Double(Self.expectedFrames) / best.clipRate.median
        speedup = baseline.map { best.speedup(over: $0.record) } ?? .nan
    }
}

extension Advice {
    /// Returns the recommendation as a settings file for `analyze`: `export BATCH_SIZE=4` lines, JSON or YAML.
    public func configuration(form: ConfigFile.Form) -> String {
        let wanted: Set<Setting> = [.device, .batchSize, .frameStride, .imageSize]
        let settings = record.setting.settings(from: AnalysisSettings())
        return ConfigFile.text(of: settings.variables.filter { wanted.contains($0.setting) }, form: form)
    }
}
