import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An answer of a `TestServer`, and what goes wrong while it is sent.
struct Reply: Sendable {
    enum Length: Sendable {
        case right
        /// As if the body had so many bytes.
        case claimed(Int)
        /// In chunks, without a length.
        case none
    }

    enum Fault: Sendable {
        /// Sends no more, and keeps the connection open.
        case stall
        /// Ends the connection with a reset.
        case reset
        /// Ends the connection as if all had been sent.
        case close
    }

    var status: HTTPResponseStatus = .ok
    var headers: HTTPHeaders = [:]
    var body: ArraySlice<UInt8> = []
    var length = Length.right
    /// What happens once so many bytes of the body are sent.
    var fault: (Fault, after: Int)?
    var pace: Pace?

    static func text(_ text: String, type: String, status: HTTPResponseStatus = .ok) -> Reply {
        Reply(status: status, headers: ["Content-Type": type], body: Array(text.utf8)[...])
    }

    static func status(_ code: Int, _ headers: HTTPHeaders = [:]) -> Reply {
        Reply(status: .init(statusCode: code), headers: headers)
    }

    static func redirect(to location: String, code: Int = 302) -> Reply { status(code, ["Location": location]) }

    func send(on channel: any Channel) async throws {
        var head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        switch length {
        case .right: head.headers.replaceOrAdd(name: "Content-Length", value: "\(body.count)")
        case .claimed(let count): head.headers.replaceOrAdd(name: "Content-Length", value: "\(count)")
        case .none: break
        }
        try await channel.writeAndFlush(HTTPServerResponsePart.head(head))
        var rest = body.prefix(fault?.after ?? .max)
        while !rest.isEmpty {
            let chunk = rest.prefix(16 << 10)
            rest = rest.dropFirst(chunk.count)
            try await pace?.wait(for: chunk.count)
            try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: chunk))))
        }
        switch fault?.0 {
        case nil: try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
        case .stall: try await Task.sleep(for: .seconds(600))
        case .reset:
            // What was sent must have left before the reset throws it away.
            try await Task.sleep(for: .milliseconds(50))
            try? await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            try await channel.close()
        case .close: try await channel.close()
        }
    }
}

/// A speed that all answers given it share.
actor Pace {
    private let bytesPerSecond: Double
    private var next = ContinuousClock.now

    init(bytesPerSecond: Double) { self.bytesPerSecond = bytesPerSecond }

    func wait(for bytes: Int) async throws {
        let turn = max(next, .now)
        next = turn + .seconds(Double(bytes) / bytesPerSecond)
        try await Task.sleep(until: next, clock: .continuous)
    }
}
