public import HTTPTypes
public import Hummingbird
public import NIOCore

/// Sends requests to an application under test.
public protocol TestClientProtocol: Sendable {
    /// The server's port; nil in process.
    var port: Int? { get }

    func executeRequest(
        uri: String, method: HTTPRequest.Method, headers: HTTPFields, body: ByteBuffer?
    ) async throws -> TestResponse
}

extension TestClientProtocol {
    public func execute(
        uri: String, method: HTTPRequest.Method, headers: HTTPFields = [:], body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        try await executeRequest(uri: uri, method: method, headers: headers, body: body)
    }
}

/// A whole response.
public struct TestResponse: Sendable {
    public let head: HTTPResponse
    public let body: ByteBuffer

    public var status: HTTPResponse.Status { head.status }
    public var headers: HTTPFields { head.headerFields }
}

/// How requests reach an application.
public enum TestingSetup: Sendable {
    /// They are given to its responder in process. Only for routes that don't watch the connection for its end, as
    /// `consumeWithInboundCloseHandler` does.
    case router
    /// They go over the loopback, each over a connection of its own.
    case live
}

extension ApplicationProtocol {
    /// Runs the application's services, and for `live` its server, while `body` runs.
    public func test<Result: Sendable>(
        _ setup: TestingSetup, _ body: @Sendable (any TestClientProtocol) async throws -> Result
    ) async throws -> Result {
        switch setup {
        case .router: try await withRouterClient(body)
        case .live: try await withLiveClient(body)
        }
    }
}
