import Foundation

/// Settings in the order of what they would be paid.
///
/// The subnet pays 65 % for quality and 35 % for speed. Its validators judge speed among the answers to one challenge:
/// the fastest gets 1, and the others e to the power of -5 times their place between the fastest and the slowest. Here
/// the settings measured take the place of those answers, so the score tells which setting to prefer, not what a miner
/// would be paid beside others.
public struct Ranking: Sendable {
    /// A setting with its place.
    public struct Entry: Sendable {
        public var record: SettingRecord
        /// 0 to 1, as above.
        public var speed: Double
        public var score: Double
        /// Whether no other setting is both faster and better.
        public var isOnFront: Bool
    }

    /// The best first. Settings that could not be measured are not in it.
    public let entries: [Entry]

    public static let qualityWeight = 0.65
    public static let speedWeight = 0.35
    private static let steepness = 5.0

    public init(_ records: [SettingRecord]) {
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
