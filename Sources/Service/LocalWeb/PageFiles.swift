import Foundation
import HTTPTypes
package import Hummingbird
import Platform

/// The files of a page, held in memory. Requests can reach no other files.
package struct PageFiles: Sendable {
    private struct File: Sendable {
        var type: String
        var bytes: ByteBuffer
        /// The entity tag, a hash of the contents, with which a browser revalidates its cached copy.
        var tag: String
    }

    private let files: [String: File]

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    ]

    /// Loads the HTML, CSS and JavaScript files of a folder. Throws if the folder or a file cannot be read.
    package init(folder: String) throws {
        var files: [String: File] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard let type = Self.types[URL(fileURLWithPath: name).pathExtension] else { continue }
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
            files[name] = File(type: type, bytes: ByteBuffer(bytes: bytes), tag: "\"\(ContentHash(bytes).text)\"")
        }
        self.files = files
    }

    /// The names of the files, sorted.
    package var names: [String] { files.keys.sorted() }

    /// Returns a file: 200, or 304 if the browser's copy is current. Returns `nil` if there is no such file.
    package func response(_ name: String, to request: Request) -> Response? {
        guard let file = files[name] else { return nil }
        // `no-cache` makes the browser revalidate each file, so that a new page never runs an old build's scripts.
        let headers: HTTPFields = [.contentType: file.type, .cacheControl: "no-cache", .eTag: file.tag]
        guard request.headers[.ifNoneMatch] != file.tag else { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.bytes))
    }
}
