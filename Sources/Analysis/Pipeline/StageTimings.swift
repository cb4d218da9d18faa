import Synchronization

/// The stages of an analysis, in the order of the data.
public enum Stage: String, CaseIterable, Sendable {
    case decode, detect, pitch, colour, track, assemble
}

/// How long each stage worked, in seconds. Stages overlap, so the sum is more than the time that passed.
public struct StageTimings: Hashable, Sendable {
    public private(set) var seconds: [Stage: Double] = [:]

    public init() {}

    public subscript(stage: Stage) -> Double { seconds[stage, default: 0] }

    mutating func add(_ duration: Duration, to stage: Stage) {
        seconds[stage, default: 0] += duration.seconds
    }
}

/// Stage timings that several threads add to.
final class StageClock: Sendable {
    private let timings = Mutex(StageTimings())

    /// Runs a piece of a stage's work and adds the time it took.
    func measure<Result>(_ stage: Stage, _ work: () throws -> Result) rethrows -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        defer {
            let duration = start.duration(to: clock.now)
            timings.withLock { $0.add(duration, to: stage) }
        }
        return try work()
    }

    var read: StageTimings { timings.withLock { $0 } }
}

extension Duration {
    /// The duration as seconds.
    public var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
