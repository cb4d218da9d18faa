import Foundation
import Platform
import Synchronization

/// What each stage did when, for a timeline viewer; see ``Trace/encoded``.
///
/// It is kept in memory, some 70 bytes an event and ten events a batch, and stops growing at its capacity. Several threads
/// may add to it.
public final class Trace: Sendable {
    /// Events that are kept; later ones are only counted.
    let capacity: Int
    private let origin = ContinuousClock.now
    private let log = Mutex(Log())

    struct Event: Sendable {
        var kind: Kind
        var name: StaticString
        /// Place in `Log.lanes`.
        var lane: Int32
        /// Microseconds since the trace began.
        var start: Double
        /// Microseconds, of a span; the value, of a counter.
        var amount: Double
        /// The frame index of a span, the batch's number of a flight; -1 without one.
        var subject: Int
    }

    enum Kind: Sendable {
        case span
        case counter
        /// A batch that the engine was given, and that came back.
        case takeOff, landing
    }

    struct Log: Sendable {
        var events: [Event] = []
        /// The names of the threads, in the order they were first seen.
        var lanes: [String] = []
        var dropped = 0
    }

    /// - Parameter capacity: the most events that are kept. The default is enough for 25,000 analysed frames.
    public init(capacity: Int = 250_000) {
        self.capacity = capacity
    }

    /// Runs a piece of work and notes when it ran, on this thread's lane.
    public func measure<Result>(_ name: StaticString, _ work: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        defer { span(name, from: start, to: .now) }
        return try work()
    }

    /// Notes that this thread did a piece of work.
    /// - Parameter frame: the frame index that it was about.
    func span(
        _ name: StaticString, from start: ContinuousClock.Instant, to end: ContinuousClock.Instant, frame: Int? = nil
    ) {
        add(.span, name, at: start, amount: (end - start).seconds * 1e6, subject: frame ?? -1)
    }

    /// Notes how much there is of something from now on.
    func count(_ name: StaticString, _ value: Int) {
        add(.counter, name, at: .now, amount: Double(value), subject: -1)
    }

    /// Notes that a batch is with the engine from now on.
    func takeOff(batch: Int) { add(.takeOff, "batch", at: .now, amount: 0, subject: batch) }

    /// Notes that a batch's detections are there.
    func landing(batch: Int) { add(.landing, "batch", at: .now, amount: 0, subject: batch) }

    /// What was noted so far.
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
            // A handful of threads: no dictionary is quicker than looking.
            let place = log.lanes.firstIndex(of: lane) ?? log.lanes.count
            if place == log.lanes.count { log.lanes.append(lane) }
            log.events.append(
                Event(
                    kind: kind, name: name, lane: Int32(place), start: start, amount: amount, subject: subject))
        }
    }
}
