import Download
import Hummingbird
import NIOCore

/// A request's context: what Hummingbird needs, and who is at the other end.
struct MinerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Whether the other end is on this machine; where nobody knows who it is, it isn't.
    var isLocal: Bool {
        switch channel.remoteAddress {
        case .v4, .v6: channel.remoteAddress?.ipAddress.map(Self.isLoopback) ?? false
        case .unixDomainSocket: true
        case nil: false
        }
    }

    static func isLoopback(_ address: String) -> Bool {
        switch IPAddress(address) {
        case .v4(let value): value >> 24 == 127
        // ::1, and 127.0.0.0/8 as IPv6 writes it: ::ffff:127.0.0.1.
        case .v6(high: 0, let low): low == 1 || low >> 24 == 0xFFFF_7F
        case .v6, nil: false
        }
    }

    /// Ends the connection in a moment, once the answer has left: what still comes isn't wanted.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}
