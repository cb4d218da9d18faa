/// An event as a browser's `EventSource` reads it.
struct ServerEvent: Sendable, Equatable {
    let text: String

    private init(text: String) {
        self.text = text
    }

    /// An event whose data is the value as JSON, on one line.
    init(_ name: String, _ value: some Encodable) {
        text = "event: \(name)\ndata: \(String(decoding: JSONText.bytes(value), as: UTF8.self))\n\n"
    }

    /// Keeps the line open, and finds out when nobody reads any more.
    static let heartbeat = ServerEvent(text: ": still here\n\n")
}
