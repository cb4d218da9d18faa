import Analysis
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Platform

/// Builds the response to a request for a kept clip: the whole file, or the range that a player asks for.
enum ClipAnswer {
    /// Returns the response for a clip: 200 with the whole file, 206 with a range, or 416 if the range lies outside the
    /// file.
    ///
    /// - Throws: An error of `FileIO` if the file cannot be read.
    static func response(
        _ file: (path: String, size: Int), to request: Request, context: MinerContext
    ) async throws -> Response {
        let type = try await BlockingWork.run("clip") { Self.type(of: file.path) }
        var headers: HTTPFields = [
            .contentType: type, .cacheControl: "private, no-store", .acceptRanges: "bytes",
            // The clip came from a third party: the player may load it, but a browser must not open it as a page.
            .contentDisposition: "attachment",
        ]
        let range = ByteRange(request.headers[.range], size: file.size)
        let bytes: ClosedRange<Int>
        switch range {
        case .outside:
            headers[.contentRange] = "bytes */\(file.size)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        case .whole: bytes = 0...(file.size - 1)
        case .part(let part):
            bytes = part
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound)/\(file.size)"
        }
        let body = try await FileIO().loadFile(path: file.path, range: bytes, context: context)
        return Response(status: range == .whole ? .ok : .partialContent, headers: headers, body: body)
    }

    /// Returns the media type, detected from the first bytes because the names of kept clips carry no extension.
    private static func type(of path: String) -> String {
        let handle = FileHandle(forReadingAtPath: path)
        defer { try? handle?.close() }
        let head = Array((try? handle?.read(upToCount: 8)) ?? Data())
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "video/webm" }
        if head.dropFirst(4).elementsEqual("ftyp".utf8) { return "video/mp4" }
        return "application/octet-stream"
    }
}
