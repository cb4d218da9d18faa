import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// The page's own files, held in memory: only what is here can be asked for.
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

    /// - Throws: `unreadable` where the program's own files are not beside it.
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
                .unreadable, "The page's files are not where the program keeps them; build it anew.", context: folder)
        }
        self.files = files
    }

    var names: [String] { files.keys.sorted() }

    func response(_ name: String) throws -> Response {
        guard let file = files[name] else { throw HTTPError(.notFound) }
        // The next build's page must not meet this one's scripts.
        return Response(
            status: .ok, headers: [.contentType: file.type, .cacheControl: "no-cache"],
            body: .init(byteBuffer: file.bytes))
    }
}

/// Says on every answer, errors included, what the page may do: nothing but speak with this server.
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
