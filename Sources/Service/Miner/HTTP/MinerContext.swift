import Hummingbird
import LocalWeb
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
        case .v4, .v6: channel.remoteAddress?.ipAddress.map(Loopback.contains) ?? false
        case .unixDomainSocket: true
        case nil: false
        }
    }

    /// Closes the connection after one second, once the response has left. Anything that still arrives is ignored.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }
}
