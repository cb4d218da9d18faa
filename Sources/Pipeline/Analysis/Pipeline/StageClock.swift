import Platform
import Results
import Synchronization

/// Stage timings that several threads add to, with an optional trace.
final class StageClock: Sendable {
    let trace: Trace?
    private let timings = Mutex(StageTimings())

    init(trace: Trace? = nil) {
        self.trace = trace
    }

    /// Runs a piece of a stage's work and adds its duration.
    ///
    /// - Parameters:
    ///   - stage: the stage that does the work.
    ///   - name: the name in the trace; `nil` = the stage's own name.
    ///   - isTraced: whether the trace records the work. The trace has a lane for each named thread.
    ///   - frame: returns the frame index of the result, if there is one.
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
    /// The raw value as a static string, because the trace stores no other strings.
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
