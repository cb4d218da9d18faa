import Download
import Hummingbird
import NIOCore

/// The context of a request: Hummingbird's own storage and the client's address.
struct MinerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Whether the client runs on this machine. An unknown address counts as remote.
    var isLocal: Bool {
        switch channel.remoteAddress {
        case .v4, .v6: channel.remoteAddress?.ipAddress.map(Self.isLoopback) ?? false
        case .unixDomainSocket: true
        case nil: false
        }
    }

    /// Returns whether an IPv4 or IPv6 address is a loopback address.
    static func isLoopback(_ address: String) -> Bool {
        switch IPAddress(address) {
        case .v4(let value): value >> 24 == 127
        // ::1, and 127.0.0.0/8 in its IPv4-mapped form, ::ffff:127.0.0.1.
        case .v6(high: 0, let low): low == 1 || low >> 24 == 0xFFFF_7F
        case .v6, nil: false
        }
    }

    /// Closes the connection after one second, once the response has left. Anything that still arrives is ignored.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}
