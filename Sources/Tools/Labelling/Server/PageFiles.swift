import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// The files of the page, held in memory. Requests can reach no other files.
struct PageFiles: Sendable {
    private struct File: Sendable {
        var type: String
        var bytes: ByteBuffer
    }

    private let files: [String: File]

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
    ]

    /// Loads the files. Throws `unreadable` if the installation lacks them.
    init() throws {
        let folder = Bundle.module.bundlePath + "/Page"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var files: [String: File] = [:]
        for name in names {
            guard let type = Self.types[URL(fileURLWithPath: name).pathExtension],
                let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
            else { continue }
            files[name] = File(type: type, bytes: ByteBuffer(bytes: data))
        }
        guard files["index.html"] != nil else {
            throw LabellingError(
                .unreadable, "The files of the page are missing. Build the program again.", context: folder)
        }
        self.files = files
    }

    /// The names of the files, sorted.
    var names: [String] { files.keys.sorted() }

    /// Returns the response with a file, or throws a 404 error.
    func response(_ name: String) throws -> Response {
        guard let file = files[name] else { throw HTTPError(.notFound) }
        // `no-cache` makes the browser revalidate each file, so that a new page never runs an old build's scripts.
        return Response(
            status: .ok, headers: [.contentType: file.type, .cacheControl: "no-cache"],
            body: .init(byteBuffer: file.bytes))
    }
}

/// Adds security headers to every response, errors included: the page may talk to this server and to nothing else.
struct PageHeaders: RouterMiddleware {
    typealias Context = LabellingContext

    let logger: Logger

    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as LabellingError {
            if error.status.kind == .serverError { logger.error("\(error)") }
            response = try error.response()
        } catch let error as any HTTPResponseError {
            response = try error.response(from: request, context: context)
        } catch {
            logger.error("\(error)")
            response = try LabellingError(.unreadable, "\(error)").response()
        }
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        for (name, value) in Self.others { response.headers[name] = value }
        return response
    }

    private static let others: [(HTTPField.Name, String)] = [
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
