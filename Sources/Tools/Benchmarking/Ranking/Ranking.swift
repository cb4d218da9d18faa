import Analysis
import Evaluation
import Foundation
public import Settings

/// Settings in the order of what they would be paid.
///
/// The subnet pays 65 % for quality and 35 % for speed. Its validators judge speed among the answers to one challenge:
/// the fastest gets 1, and the others e to the power of -5 times their place between the fastest and the slowest. Here
/// the settings measured take the place of those answers, so the score tells which setting to prefer, not what a miner
/// would be paid beside others.
struct Ranking: Sendable {
    /// A setting with its place.
    struct Entry: Sendable {
        var record: SettingRecord
        /// 0 to 1, as above.
        var speed: Double
        var score: Double
        /// Whether no other setting is both faster and better.
        var isOnFront: Bool
    }

    /// The best first. Settings that could not be measured are not in it.
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

/// The setting to use, and what it brings.
public struct Advice: Sendable {
    let record: SettingRecord
    /// Seconds for a clip of 750 frames, as challenges have.
    let expectedSeconds: Double
    /// How many times faster than the baseline; not a number if the baseline could not be measured.
    let speedup: Double

    /// The frames of a usual challenge.
    public static let expectedFrames = 750

    /// Takes the best setting; nil if nothing could be measured.
    init?(_ ranking: Ranking) {
        guard let best = ranking.entries.first?.record else { return nil }
        let baseline = ranking.entries.first { $0.record.setting == .baseline(on: best.setting.device) }
        record = best
        expectedSeconds = Double(Self.expectedFrames) / best.clipRate.median
        speedup = baseline.map { best.speedup(over: $0.record) } ?? .nan
    }
}

extension Advice {
    /// Returns the advice as a file of settings that `analyze` reads: `export BATCH_SIZE=4` lines, JSON or YAML.
    public func configuration(form: ConfigFile.Form) -> String {
        let wanted: Set<Setting> = [.device, .batchSize, .frameStride, .imageSize]
        let settings = record.setting.settings(from: AnalysisSettings())
        return ConfigFile.text(of: settings.variables.filter { wanted.contains($0.setting) }, form: form)
    }
}
