import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import ServiceLifecycle
import Synchronization

/// Gives requests to an application's responder, without a server.
private struct RouterClient<Responder: HTTPResponder>: TestClientProtocol
where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    let responder: Responder
    let logger: Logger

    var port: Int? { nil }

    func executeRequest(
        uri: String, method: HTTPRequest.Method, headers: HTTPFields, body: ByteBuffer?
    ) async throws -> TestResponse {
        var headers = headers
        if let body { headers[.contentLength] = "\(body.readableBytes)" }
        let head = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: uri, headerFields: headers)
        let context = Responder.Context(source: .init(channel: NIOAsyncTestingChannel(), logger: logger))
        let response: Response
        do {
            let request = Request(head: head, body: RequestBody(asyncSequence: Self.pieces(of: body)))
            response = try await responder.respond(to: request, context: context)
        } catch {
            response = Response(status: .internalServerError)
        }
        let received = CollectedBody()
        try await response.body.write(received)
        return TestResponse(head: response.head, body: received.bytes.withLock { $0 })
    }

    /// The body as it would come from a connection.
    private static func pieces(of body: ByteBuffer?) -> AsyncStream<ByteBuffer> {
        AsyncStream { stream in
            var rest = body ?? ByteBuffer()
            while rest.readableBytes > 0, let piece = rest.readSlice(length: min(32 << 10, rest.readableBytes)) {
                stream.yield(piece)
            }
            stream.finish()
        }
    }
}

private final class CollectedBody: ResponseBodyWriter {
    let bytes = Mutex(ByteBuffer())

    func write(_ buffer: ByteBuffer) async throws { _ = bytes.withLock { $0.writeImmutableBuffer(buffer) } }

    func finish(_ trailers: HTTPFields?) async throws {}
}

/// Reports when the services before it have been started.
private struct StartReporter: Service {
    let started: AsyncStream<Void>.Continuation

    func run() async throws {
        started.finish()
        try? await gracefulShutdown()
    }
}

extension ApplicationProtocol {
    func withRouterClient<Result: Sendable>(
        _ body: @Sendable (any TestClientProtocol) async throws -> Result
    ) async throws -> Result {
        let client = RouterClient(responder: try await responder, logger: logger)
        let (start, started) = AsyncStream<Void>.makeStream()
        let services = ServiceGroup(
            configuration: .init(services: services + [StartReporter(started: started)], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { started.finish() }
                try await services.run()
            }
            for process in processesRunBeforeServerStart { try await process() }
            for await _ in start {}
            let outcome: Swift.Result<Result, any Error>
            do { outcome = .success(try await body(client)) } catch { outcome = .failure(error) }
            await services.triggerGracefulShutdown()
            return try outcome.get()
        }
    }
}
