import HTTPTypes
import Hummingbird
import LocalWeb
import Synchronization

/// Rejects all requests that do not come from the program's own page.
///
/// Any web page can make a browser send requests to this machine, and with DNS rebinding it could even read the
/// responses (see `OwnNames`). A request that changes data must also be JSON from the page's own origin, which browsers
/// do not let other pages send without permission.
struct OriginGuard: RouterMiddleware {
    typealias Context = LabellingContext

    let address: ServedAddress

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let host = request.head.authority, address.isOwn(host) else {
            throw LabellingError(.foreignRequest, "Open the page at the address that the program prints.")
        }
        if request.method != .get, request.method != .head {
            if let origin = request.headers[.origin], origin != "http://\(host)" {
                throw LabellingError(.foreignRequest, "Only the program's own page may change labels.")
            }
            guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
                throw HTTPError(.unsupportedMediaType, message: "Send JSON with the content type application/json.")
            }
        }
        return try await next(request, context)
    }
}

/// The port of the server, known once it listens.
final class ServedAddress: Sendable {
    private let stored = Mutex<Int?>(nil)
    private let names = OwnNames(["127.0.0.1", "localhost"], includesLoopback: false)

    var port: Int? { stored.withLock { $0 } }

    func set(port: Int?) { stored.withLock { $0 = port } }

    /// Returns whether a `Host` header names this server.
    func isOwn(_ authority: String) -> Bool { names.include(authority, port: port ?? 80) }
}
