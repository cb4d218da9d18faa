import Foundation
import Platform
import Synchronization

/// A record of the work of each stage over time, for a timeline viewer; see ``Trace/encoded``.
///
/// The trace is kept in memory: about 70 bytes for an event and ten events for a batch. It stops growing at its
/// capacity. Several threads may add to it.
public final class Trace: Sendable {
    /// The largest number of events. Later ones are only counted.
    let capacity: Int
    private let origin = ContinuousClock.now
    private let log = Mutex(Log())

    struct Event: Sendable {
        var kind: Kind
        var name: StaticString
        /// The index of the thread's name in `Log.lanes`.
        var lane: Int32
        /// The start, in microseconds since the trace began.
        var start: Double
        /// The duration of a span in microseconds, or the value of a counter.
        var amount: Double
        /// The frame index of a span or the number of a batch; -1 if there is none.
        var subject: Int
    }

    enum Kind: Sendable {
        case span
        case counter
        /// The submission of a batch to the engine, and its completion.
        case takeOff, landing
    }

    struct Log: Sendable {
        var events: [Event] = []
        /// The names of the threads, in order of first appearance.
        var lanes: [String] = []
        var dropped = 0
    }

    /// Makes an empty trace.
    ///
    /// - Parameter capacity: the largest number of events. The default is enough for 25,000 analysed frames.
    public init(capacity: Int = 250_000) {
        self.capacity = capacity
    }

    /// Runs a piece of work and records its duration in the lane of this thread. Rethrows the error of `work`.
    public func measure<Result>(_ name: StaticString, _ work: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        defer { span(name, from: start, to: .now) }
        return try work()
    }

    /// Records a piece of work of this thread.
    ///
    /// - Parameter frame: the index of the frame that the work concerned.
    func span(
        _ name: StaticString, from start: ContinuousClock.Instant, to end: ContinuousClock.Instant, frame: Int? = nil
    ) {
        add(.span, name, at: start, amount: (end - start).seconds * 1e6, subject: frame ?? -1)
    }

    /// Records the value of a counter from now on.
    func count(_ name: StaticString, _ value: Int) {
        add(.counter, name, at: .now, amount: Double(value), subject: -1)
    }

    /// Records that a batch was submitted to the engine.
    func takeOff(batch: Int) { add(.takeOff, "batch", at: .now, amount: 0, subject: batch) }

    /// Records that a batch's detections are ready.
    func landing(batch: Int) { add(.landing, "batch", at: .now, amount: 0, subject: batch) }

    /// The events recorded so far.
    var recorded: Log { log.withLock { $0 } }

    private func add(
        _ kind: Kind, _ name: StaticString, at time: ContinuousClock.Instant, amount: Double, subject: Int
    ) {
        let lane = Thread.current.name ?? ""
        let start = (time - origin).seconds * 1e6
        log.withLock { log in
            guard log.events.count < capacity else {
                log.dropped += 1
                return
            }
            // There are only a few threads, so a linear search is faster than a dictionary.
            let place = log.lanes.firstIndex(of: lane) ?? log.lanes.count
            if place == log.lanes.count { log.lanes.append(lane) }
            log.events.append(
                Event(
                    kind: kind, name: name, lane: Int32(place), start: start, amount: amount, subject: subject))
        }
    }
}
