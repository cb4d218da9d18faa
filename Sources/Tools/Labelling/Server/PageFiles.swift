import Foundation
import HTTPTypes
import Hummingbird

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
