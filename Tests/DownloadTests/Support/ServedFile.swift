import NIOHTTP1

/// A file as a usual server gives it.
struct ServedFile: Sendable {
    var bytes: [UInt8]
    var givesParts = true
    var headers: HTTPHeaders = ["Content-Type": "video/mp4", "ETag": "\"one\""]
    var pace: Pace?

    /// So many bytes that look like none of a page.
    static func noise(_ count: Int, seed: UInt64 = 1) -> ServedFile {
        var state = seed
        let bytes = (0..<count).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
        }
        return ServedFile(bytes: bytes)
    }

    func reply(to request: Request) -> Reply {
        var reply = Reply(headers: headers, body: bytes[...], pace: pace)
        guard givesParts else { return reply }
        reply.headers.add(name: "Accept-Ranges", value: "bytes")
        guard let range = request.range else { return reply }
        if let condition = request.headers.first(name: "If-Range"),
            condition != headers.first(name: "ETag"), condition != headers.first(name: "Last-Modified")
        {
            return reply
        }
        guard range.first < bytes.count else {
            return .status(416, ["Content-Range": "bytes */\(bytes.count)"])
        }
        let last = min(range.last ?? bytes.count - 1, bytes.count - 1)
        reply.status = .partialContent
        reply.headers.add(name: "Content-Range", value: "bytes \(range.first)-\(last)/\(bytes.count)")
        reply.body = bytes[range.first...last]
        return reply
    }
}
