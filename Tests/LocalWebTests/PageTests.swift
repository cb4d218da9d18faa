import Foundation
import HTTPTesting
import HTTPTypes
import Hummingbird
import LocalWeb
import Testing

/// A page of two files, as a server with all parts of the target sends it.
@Suite struct PageTests {
    private func withPage(_ test: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in ["index.html": "<!doctype html>", "app.js": "\"use strict\"", "notes.txt": "not sent"] {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        let page = try PageFiles(folder: folder.path)
        #expect(page.names == ["app.js", "index.html"])
        let router = Router()
        router.add(middleware: PageHeaders(adding: ["img-src 'self'"]))
        router.get("/:file") { request, context in
            page.response(context.parameters.get("file") ?? "", to: request) ?? Response(status: .notFound)
        }
        try await Application(router: router).test(.router, test)
    }

    @Test func aFileIsSentWithItsTypeAndTheHeaders() async throws {
        try await withPage { client in
            let script = try await client.execute(uri: "/app.js", method: .get)
            #expect(script.status == .ok && String(buffer: script.body) == "\"use strict\"")
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(script.headers[.xContentTypeOptions] == "nosniff")
            let policy = script.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.hasPrefix("default-src 'none'; ") && policy.hasSuffix("; img-src 'self'"))
        }
    }

    @Test func aCopyThatIsCurrentIsNotSentAgain() async throws {
        try await withPage { client in
            let first = try await client.execute(uri: "/index.html", method: .get)
            let tag = try #require(first.headers[.eTag])
            let again = try await client.execute(uri: "/index.html", method: .get, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
            let other = try await client.execute(uri: "/app.js", method: .get, headers: [.ifNoneMatch: tag])
            #expect(other.status == .ok)
        }
    }

    @Test func nothingElseCanBeReached() async throws {
        try await withPage { client in
            for path in ["/notes.txt", "/..%2Findex.html", "/none.js"] {
                let answer = try await client.execute(uri: path, method: .get)
                #expect(answer.status == .notFound, "\(path)")
            }
        }
    }
}
