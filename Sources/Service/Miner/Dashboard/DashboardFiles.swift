import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform

/// The files of the operator's page, held in memory: only what is here can be asked for.
struct DashboardFiles: Sendable {
    private struct File: Sendable {
        var type: String
        var bytes: ByteBuffer
        /// Of the contents, so that a browser need not be sent what it has.
        var tag: String
    }

    private let files: [String: File]

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    ]

    /// Throws where the installation lacks them.
    init() throws {
        var files: [String: File] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: MinerResources.folder + "/dashboard") {
            guard let type = Self.types[URL(fileURLWithPath: name).pathExtension] else { continue }
            let bytes = try MinerResources.bytes("dashboard/" + name)
            files[name] = File(type: type, bytes: ByteBuffer(bytes: bytes), tag: Self.tag(of: bytes))
        }
        self.files = files
    }

    var names: [String] { files.keys.sorted() }

    func answer(_ name: String, to request: Request) -> Response {
        guard let file = files[name] else { return .problem(.notFound, "There is no such file.") }
        // Asked for anew each time: the next build's page must not meet this one's scripts.
        let headers: HTTPFields = [.contentType: file.type, .cacheControl: "no-cache", .eTag: file.tag]
        guard request.headers[.ifNoneMatch] != file.tag else { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.bytes))
    }

    private static func tag(of bytes: [UInt8]) -> String { "\"\(ContentHash(bytes).text)\"" }
}
