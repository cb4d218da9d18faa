import Foundation
import Platform
import Testing

@testable import Analysis

@Suite struct TraceTests {
    /// As the format's description has it: what a viewer asks of each kind of event.
    private struct File: Decodable {
        struct Event: Decodable {
            struct Arguments: Decodable {
                var name: String?
                var frame: Int?
                var value: Int?
            }
            var ph: String
            var name: String
            var pid: Int
            var tid: Int
            var ts: Double?
            var dur: Double?
            var id: Int?
            var args: Arguments?
        }
        var traceEvents: [Event]
        var otherData: [String: Scalar]
    }

    private enum Scalar: Decodable, Equatable {
        case number(Int)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            self = try (try? container.decode(Int.self)).map { .number($0) } ?? .text(container.decode(String.self))
        }
    }

    private func decode(_ trace: Trace) throws -> File {
        try JSONDecoder().decode(File.self, from: Data(trace.encoded))
    }

    @Test func eachEventHasWhatViewersAsk() throws {
        let trace = Trace()
        let start = ContinuousClock.now
        trace.takeOff(batch: 0)
        trace.count("queue", 3)
        trace.span("decode", from: start, to: start + .microseconds(1500), frame: 12)
        trace.landing(batch: 0)
        let events = try decode(trace).traceEvents
        let span = try #require(events.first { $0.ph == "X" })
        #expect(span.name == "decode" && span.dur == 1500 && span.args?.frame == 12)
        let counter = try #require(events.first { $0.ph == "C" })
        #expect(counter.name == "queue" && counter.args?.value == 3)
        let begin = try #require(events.first { $0.ph == "b" }), end = try #require(events.first { $0.ph == "e" })
        #expect(begin.id == end.id && (begin.ts ?? 0) <= (end.ts ?? 0))
        #expect(events.allSatisfy { $0.pid == 1 && ($0.ph == "M" || $0.ts != nil) })
        // Each lane that is used has a name.
        let named = Set(events.filter { $0.name == "thread_name" }.map(\.tid))
        #expect(Set(events.filter { $0.ph != "M" }.map(\.tid)) == named)
        let times = events.compactMap(\.ts)
        #expect(times == times.sorted())
    }

    @Test func nothingIsKeptBeyondTheCapacity() throws {
        let trace = Trace(capacity: 5)
        for value in 0..<12 { trace.count("queue", value) }
        let file = try decode(trace)
        #expect(file.traceEvents.filter { $0.ph == "C" }.map { $0.args?.value } == [0, 1, 2, 3, 4])
        #expect(file.otherData["dropped_events"] == .number(7))
    }

    @Test func anEmptyTraceIsValid() throws {
        #expect(try decode(Trace()).traceEvents.map(\.ph) == ["M"])
    }

    @Test func threadsHaveLanesOfTheirOwn() async throws {
        let trace = Trace()
        for name in ["decode", "detect", "decode"] {
            try await BlockingWork.run(name) { trace.measure("work") {} }
        }
        let events = try decode(trace).traceEvents
        let names = Dictionary(
            uniqueKeysWithValues: events.filter { $0.name == "thread_name" }.map { ($0.tid, $0.args?.name) })
        #expect(events.filter { $0.ph == "X" }.map { names[$0.tid] } == ["decode", "detect", "decode"])
    }
}
