import HTTPTypes
import Hummingbird
import Synchronization

/// Lets only the program's own page ask.
///
/// Any web page can make a browser send requests to this machine. One that has its name resolve to 127.0.0.1 would even
/// read the answers, but its requests carry its own name as their host. And what changes something has to be JSON from
/// the page's own origin, which a browser lets no other page send unasked.
struct OriginGuard: RouterMiddleware {
    typealias Context = LabellingContext

    let address: ServedAddress

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let host = request.head.authority, address.isOwn(host) else {
            throw LabellingError(.foreignRequest, "Open the page by the address that the program prints.")
        }
        if request.method != .get, request.method != .head {
            if let origin = request.headers[.origin], origin != "http://\(host)" {
                throw LabellingError(.foreignRequest, "Only the program's own page may change labels.")
            }
            guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
                throw HTTPError(.unsupportedMediaType, message: "Send JSON, as application/json.")
            }
        }
        return try await next(request, context)
    }
}

/// The port that the server has got, known once it listens.
final class ServedAddress: Sendable {
    private let stored = Mutex<Int?>(nil)

    var port: Int? { stored.withLock { $0 } }

    func set(port: Int?) { stored.withLock { $0 = port } }

    /// Whether a Host header or the rest of an origin names this server.
    func isOwn(_ authority: String) -> Bool {
        ["127.0.0.1", "localhost"].contains { host in
            authority == port.map { "\(host):\($0)" } || ((port ?? 80) == 80 && authority == host)
        }
    }
}
