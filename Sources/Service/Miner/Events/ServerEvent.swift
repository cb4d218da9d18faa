/// A server-sent event, in the format that a browser's `EventSource` reads (HTML standard, section 9.2).
struct ServerEvent: Sendable, Equatable {
    let text: String

    private init(text: String) {
        self.text = text
    }

    /// Creates an event whose data is the value as JSON, on one line.
    init(_ name: String, _ value: some Encodable) {
        text = "event: \(name)\ndata: \(String(decoding: JSONText.bytes(value), as: UTF8.self))\n\n"
    }

    /// A comment that keeps the connection open and reveals whether the reader has gone.
    static let heartbeat = ServerEvent(text: ": still here\n\n")
}
