import Platform

/// The stages of an analysis, in the order in which data passes through them.
public enum Stage: String, CaseIterable, Sendable {
    /// The stages, by their names in traces and reports.
    case download, decode, detect, pitch, colour, track, assemble
}

/// The working time of each stage, in seconds. Stages overlap, so the sum exceeds the elapsed time.
public struct StageTimings: Hashable, Sendable {
    /// The time of each stage that has worked, in seconds.
    public private(set) var seconds: [Stage: Double] = [:]

    /// Makes timings without any time.
    public init() {}

    /// The time of a stage, in seconds; 0 if it hasn't worked.
    public subscript(stage: Stage) -> Double {
        get { seconds[stage, default: 0] }
        set { seconds[stage] = newValue }
    }

    /// Adds a duration to the time of a stage.
    public mutating func add(_ duration: Duration, to stage: Stage) {
        seconds[stage, default: 0] += duration.seconds
    }
}
