import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform

/// The files of the operator's page, held in memory. Requests can reach no other files.
struct DashboardFiles: Sendable {
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

    /// Loads the files. Throws if the installation lacks them.
    init() throws {
        var files: [String: File] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: MinerResources.folder + "/dashboard") {
            guard let type = Self.types[URL(fileURLWithPath: name).pathExtension] else { continue }
            let bytes = try MinerResources.bytes("dashboard/" + name)
            files[name] = File(type: type, bytes: ByteBuffer(bytes: bytes), tag: Self.tag(of: bytes))
        }
        self.files = files
    }

    /// The names of the files, sorted.
    var names: [String] { files.keys.sorted() }

    /// Returns a file: 200, 304 if the browser's copy is current, or 404 if there is no such file.
    func answer(_ name: String, to request: Request) -> Response {
        guard let file = files[name] else { return .problem(.notFound, "There is no such file.") }
        // `no-cache` makes the browser revalidate each file, so that a new page never runs an old build's scripts.
        let headers: HTTPFields = [.contentType: file.type, .cacheControl: "no-cache", .eTag: file.tag]
        guard request.headers[.ifNoneMatch] != file.tag else { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.bytes))
    }

    private static func tag(of bytes: [UInt8]) -> String { "\"\(ContentHash(bytes).text)\"" }
}
