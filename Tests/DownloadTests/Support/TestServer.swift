import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// What a client asked a `TestServer` for.
struct Request: Sendable {
    var method: HTTPMethod
    /// Path and query.
    var target: String
    var headers: HTTPHeaders
    /// The client's own port: one for each connection.
    var connection: Int
    /// From 0, in the order of arrival.
    var number: Int

    var path: String { String(target.prefix { $0 != "?" }) }

    /// The part asked for; its end is open in `bytes=5-`.
    var range: (first: Int, last: Int?)? {
        guard let text = headers.first(name: "Range"), text.hasPrefix("bytes=") else { return nil }
        let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Int(ends[0]) else { return nil }
        return (first, Int(ends[1]))
    }
}

/// A server on the loopback that answers as the test says, faults included.
final class TestServer: Sendable {
    typealias Handler = @Sendable (Request) async -> Reply

    let port: Int
    private let listener: any Channel
    private let book: Book

    var requests: [Request] { book.requests.withLock { $0 } }

    /// How many connections clients have made.
    var connectionCount: Int { book.connections.withLock { $0 } }

    /// The most answers that were being sent at the same time.
    var mostAtOnce: Int { book.atOnce.withLock { $0.most } }

    /// Runs `body` with a server.
    static func run<Result>(
        handler: @escaping Handler, _ body: (TestServer) async throws -> Result
    ) async throws -> Result {
        let book = Book(handler: handler)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                let connection = channel.remoteAddress?.port ?? 0
                book.connections.withLock { $0 += 1 }
                return channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Responder(book: book, connection: connection))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = TestServer(listener: listener, book: book)
        let outcome: Swift.Result<Result, any Error>
        do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
        book.stop()
        try? await listener.close()
        try? await group.shutdownGracefully()
        return try outcome.get()
    }

    private init(listener: any Channel, book: Book) {
        self.listener = listener
        self.book = book
        port = listener.localAddress?.port ?? 0
    }

    func url(_ target: String, host: String = "127.0.0.1") -> String {
        "http://\(host):\(port)\(target)"
    }
}

/// What a server's connections share.
final class Book: Sendable {
    let handler: TestServer.Handler
    let requests = Mutex<[Request]>([])
    let atOnce = Mutex((now: 0, most: 0))
    let connections = Mutex(0)
    private let tasks = Mutex<[Task<Void, Never>]>([])

    init(handler: @escaping TestServer.Handler) { self.handler = handler }

    func add(_ task: Task<Void, Never>) { tasks.withLock { $0.append(task) } }

    func stop() { tasks.withLock { tasks in tasks.forEach { $0.cancel() } } }
}

/// One connection.
private final class Responder: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let book: Book
    private let connection: Int
    private var head: HTTPRequestHead?
    private var task: Task<Void, Never>?

    init(book: Book, connection: Int) {
        self.book = book
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            guard let head else { return }
            let request = book.requests.withLock { requests in
                let request = Request(
                    method: head.method, target: head.uri, headers: head.headers, connection: connection,
                    number: requests.count)
                requests.append(request)
                return request
            }
            let (book, channel) = (book, context.channel)
            let task = Task {
                let reply = await book.handler(request)
                book.atOnce.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                try? await reply.send(on: channel)
                book.atOnce.withLock { $0.now -= 1 }
            }
            self.task = task
            book.add(task)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        task?.cancel()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
