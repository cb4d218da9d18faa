import Platform

/// The stages of an analysis, in the order of the data.
public enum Stage: String, CaseIterable, Sendable {
    case download, decode, detect, pitch, colour, track, assemble
}

/// How long each stage worked, in seconds. Stages overlap, so the sum is more than the time that passed.
public struct StageTimings: Hashable, Sendable {
    public private(set) var seconds: [Stage: Double] = [:]

    public init() {}

    public subscript(stage: Stage) -> Double {
        get { seconds[stage, default: 0] }
        set { seconds[stage] = newValue }
    }

    public mutating func add(_ duration: Duration, to stage: Stage) {
        seconds[stage, default: 0] += duration.seconds
    }
}
