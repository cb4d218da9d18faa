import Platform
import Results
import Synchronization

/// Stage timings that several threads add to, and where somebody wants it, a trace of them.
final class StageClock: Sendable {
    let trace: Trace?
    private let timings = Mutex(StageTimings())

    init(trace: Trace? = nil) {
        self.trace = trace
    }

    /// Runs a piece of a stage's work and adds the time it took.
    /// - Parameters:
    ///   - stage: whose work it is.
    ///   - name: what the trace calls it; nil for the stage's own name.
    ///   - isTraced: whether the trace notes it, too: it has a lane for each thread that has a name.
    ///   - frame: the frame index that the result is about.
    ///   - work: the piece of work.
    func measure<Result>(
        _ stage: Stage, as name: StaticString? = nil, isTraced: Bool = true, frame: (Result) -> Int? = { _ in nil },
        _ work: () throws -> Result
    ) rethrows -> Result {
        let start = ContinuousClock.now
        var index: Int?
        defer {
            let end = ContinuousClock.now
            timings.withLock { $0.add(end - start, to: stage) }
            if isTraced { trace?.span(name ?? stage.label, from: start, to: end, frame: index) }
        }
        let result = try work()
        index = frame(result)
        return result
    }

    var read: StageTimings { timings.withLock { $0 } }
}

extension Stage {
    /// The raw value, for the trace, which keeps no strings.
    fileprivate var label: StaticString {
        switch self {
        case .download: "download"
        case .decode: "decode"
        case .detect: "detect"
        case .pitch: "pitch"
        case .colour: "colour"
        case .track: "track"
        case .assemble: "assemble"
        }
    }
}
