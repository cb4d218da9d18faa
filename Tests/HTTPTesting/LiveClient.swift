import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// Sends requests over the loopback, each over a connection of its own.
private struct LiveClient: TestClientProtocol {
    struct NoResponse: Error {}

    let serverPort: Int

    var port: Int? { serverPort }

    func executeRequest(
        uri: String, method: HTTPRequest.Method, headers: HTTPFields, body: ByteBuffer?
    ) async throws -> TestResponse {
        var head = HTTPRequestHead(version: .http1_1, method: .init(rawValue: method.rawValue), uri: uri)
        head.headers.add(name: "Host", value: "localhost:\(serverPort)")
        if let body { head.headers.add(name: "Content-Length", value: "\(body.readableBytes)") }
        for field in headers { head.headers.add(name: field.name.canonicalName, value: field.value) }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: serverPort) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { [head] inbound, outbound in
            // The server may answer, and close the connection, before it has read everything.
            async let _ = Self.send(head, body, to: outbound)
            return try await Self.response(from: inbound)
        }
    }

    private static func send(
        _ head: HTTPRequestHead, _ body: ByteBuffer?, to outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>
    ) async {
        do {
            try await outbound.write(.head(head))
            if let body { try await outbound.write(.body(.byteBuffer(body))) }
            try await outbound.write(.end(nil))
        } catch {
            // What the server said before it closed the connection is for the reader.
        }
    }

    private static func response(
        from inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>
    ) async throws -> TestResponse {
        var response: HTTPResponse?
        var body = ByteBuffer()
        for try await part in inbound {
            switch part {
            case .head(let head):
                var fields = HTTPFields()
                for (name, value) in head.headers {
                    if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
                }
                response = HTTPResponse(status: .init(code: Int(head.status.code)), headerFields: fields)
            case .body(let piece): body.writeImmutableBuffer(piece)
            case .end:
                guard let response else { throw NoResponse() }
                return TestResponse(head: response, body: body)
            }
        }
        throw NoResponse()
    }
}

/// An application at a free port of the loopback.
private struct LiveApplication<Base: ApplicationProtocol>: ApplicationProtocol {
    let base: Base
    let ports: AsyncStream<Int>.Continuation

    var responder: Base.Responder { get async throws { try await base.responder } }
    var server: HTTPServerBuilder { base.server }
    var eventLoopGroup: any EventLoopGroup { base.eventLoopGroup }
    var configuration: ApplicationConfiguration { base.configuration.with(address: .hostname("127.0.0.1", port: 0)) }
    var logger: Logger { base.logger }
    var services: [any Service] { base.services }
    var processesRunBeforeServerStart: [@Sendable () async throws -> Void] { base.processesRunBeforeServerStart }

    @Sendable func onServerRunning(_ channel: any Channel) async {
        await base.onServerRunning(channel)
        if let port = channel.localAddress?.port { ports.yield(port) }
    }
}

extension ApplicationProtocol {
    func withLiveClient<Result: Sendable>(
        _ body: @Sendable (any TestClientProtocol) async throws -> Result
    ) async throws -> Result {
        let (running, ports) = AsyncStream<Int>.makeStream()
        let application = LiveApplication(base: self, ports: ports)
        let services = ServiceGroup(configuration: .init(services: [application], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { ports.finish() }
                try await services.run()
            }
            var iterator = running.makeAsyncIterator()
            guard let port = await iterator.next() else {
                try await group.waitForAll()
                throw LiveClient.NoResponse()
            }
            let outcome: Swift.Result<Result, any Error>
            do { outcome = .success(try await body(LiveClient(serverPort: port))) } catch { outcome = .failure(error) }
            await services.triggerGracefulShutdown()
            return try outcome.get()
        }
    }
}
