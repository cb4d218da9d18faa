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

    /// Whether the other end is on this machine.
    var isLocal: Bool {
        switch channel.remoteAddress {
        case .v4, .v6: channel.remoteAddress?.ipAddress.map(Self.isLoopback) ?? false
        case .unixDomainSocket, nil: true
        }
    }

    static func isLoopback(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address.lowercased().hasPrefix("::ffff:127.")
    }

    /// Ends the connection in a moment, once the answer has left: what still comes isn't wanted.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}
