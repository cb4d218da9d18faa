import Foundation
import Platform

/// Chrome's trace event format, which Perfetto and `chrome://tracing` open ("Trace Event Format", Google, 2016).
///
/// A trace is a JSON object with `traceEvents`; times are in microseconds.
extension Trace {
    /// The trace as the bytes of a file.
    ///
    /// It has a lane for each thread, complete events for spans, a counter for each queue, and asynchronous events for
    /// the batches in the engine.
    public var encoded: [UInt8] {
        let log = recorded
        var text = TextBuffer(capacity: log.events.count * 120 + 1024)
        text.append("{\"displayTimeUnit\": \"ms\", \"otherData\": {\"program\": \"scorevision\", \"dropped_events\": ")
        text.append(log.dropped)
        text.append("},\n\"traceEvents\": [\n")
        appendName("process_name", of: nil, as: "scorevision", to: &text)
        for (place, lane) in log.lanes.enumerated() {
            text.append(",\n")
            appendName("thread_name", of: place, as: lane.isEmpty ? "main" : lane, to: &text)
        }
        // Spans are recorded when they end, but viewers expect them in the order of their starts.
        for event in log.events.sorted(by: { $0.start < $1.start }) {
            text.append(",\n")
            append(event, to: &text)
        }
        text.append("\n]}\n")
        return text.bytes
    }

    /// The process number, which viewers need to identify a process. Any number will do.
    private static let process = 1

    private func appendName(_ kind: StaticString, of lane: Int?, as name: String, to text: inout TextBuffer) {
        text.append("{\"ph\": \"M\", \"name\": \"")
        text.append(kind)
        text.append("\", \"pid\": ")
        text.append(Self.process)
        text.append(", \"tid\": ")
        text.append(lane.map { $0 + 1 } ?? 0)
        text.append(", \"args\": {\"name\": ")
        text.append(quoted: name)
        text.append("}}")
    }

    private func append(_ event: Event, to text: inout TextBuffer) {
        text.append("{\"ph\": \"")
        switch event.kind {
        case .span: text.append("X")
        case .counter: text.append("C")
        case .takeOff: text.append("b")
        case .landing: text.append("e")
        }
        text.append("\", \"cat\": \"analysis\", \"name\": \"")
        text.append(event.name)
        text.append("\", \"pid\": ")
        text.append(Self.process)
        text.append(", \"tid\": ")
        text.append(Int(event.lane) + 1)
        text.append(", \"ts\": ")
        text.append(event.start, decimals: 3)
        switch event.kind {
        case .span:
            text.append(", \"dur\": ")
            text.append(event.amount, decimals: 3)
            if event.subject >= 0 { appendArgument("frame", event.subject, to: &text) }
        case .counter:
            appendArgument("value", Int(event.amount), to: &text)
        case .takeOff, .landing:
            text.append(", \"id\": ")
            text.append(event.subject)
            appendArgument("batch", event.subject, to: &text)
        }
        text.append("}")
    }

    private func appendArgument(_ name: StaticString, _ value: Int, to text: inout TextBuffer) {
        text.append(", \"args\": {\"")
        text.append(name)
        text.append("\": ")
        text.append(value)
        text.append("}")
    }
}
