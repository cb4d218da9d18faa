import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

/// Connections to one address of one host; the host's name stays in the TLS handshake and in `Host`.
///
/// It closes them when it is let go.
final class PinnedClient: Sendable {
    struct Pin: Hashable, Sendable {
        var host: String
        var address: IPAddress
        /// Seconds to connect, and seconds without a byte.
        var idleSeconds: Double
    }

    private let client: HTTPClient

    init(_ pin: Pin, tls: TLSConfiguration?) {
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.dnsOverride = [pin.host: pin.address.description]
        configuration.timeout = .init(
            connect: .milliseconds(Int64(min(pin.idleSeconds, 10) * 1000)),
            read: .milliseconds(Int64(pin.idleSeconds * 1000)))
        configuration.connectionPool.idleTimeout = .seconds(30)
        // How many connections there are is decided by the downloads, not here.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // A failure is told at once, so that another address or a pause can follow.
        configuration.connectionPool.retryConnectionEstablishment = false
        // A trace would tell the query.
        configuration.tracing.tracer = nil
        // The override is all that keeps the client from looking up the name itself: check that it worked.
        let check = { @Sendable (channel: any Channel) in Self.check(channel, goesTo: pin.address) }
        configuration.http1_1ConnectionDebugInitializer = check
        configuration.http2ConnectionDebugInitializer = check
        client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    }

    deinit {
        // The client keeps itself until all is closed.
        client.shutdown { _ in }
    }

    /// Sends a request; throws the library's errors.
    func execute(_ request: HTTPClientRequest) async throws -> HTTPClientResponse {
        try await client.execute(request, deadline: .distantFuture)
    }

    private static func check(_ channel: any Channel, goesTo address: IPAddress) -> EventLoopFuture<Void> {
        if channel.remoteAddress?.ipAddress.flatMap(IPAddress.init) == address {
            return channel.eventLoop.makeSucceededVoidFuture()
        }
        channel.close(promise: nil)
        return channel.eventLoop.makeFailedFuture(
            DownloadError(.addressRefused, "The connection went elsewhere than to the address that was checked."))
    }
}
