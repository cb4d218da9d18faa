import Geometry

/// In which order a round measures the settings.
///
/// A shared machine drifts: it is slower for a minute, then faster. So each round measures every setting once, in another
/// order, and no setting's repetitions stand together. The orders are the same in every benchmark.
enum RunOrder {
    /// The settings of a round, from 0. The first keeps their order: the baseline and the reference come first, so that
    /// a benchmark that runs out of time has them.
    static func settings(_ settings: [BenchmarkSetting], round: Int) -> [BenchmarkSetting] {
        guard round > 0 else { return settings }
        var random = SeededGenerator(seed: UInt64(round))
        return settings.shuffled(using: &random)
    }
}
