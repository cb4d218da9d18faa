import AsyncHTTPClient
import NIOHTTP1

/// A server's answer that holds bytes of the clip.
struct Answer: Sendable {
    enum Extent: Hashable, Sendable {
        case part(Range<Int64>, size: Int64?)
        case whole(size: Int64?)
    }

    let extent: Extent
    let version: FileVersion
    let body: HTTPClientResponse.Body
    /// Who gave it, after all redirects.
    let url: ClipURL

    /// Throws a `Setback` where the answer isn't one that a clip can be taken from.
    init(_ response: HTTPClientResponse, from url: ClipURL) throws {
        let headers = response.headers
        let range = headers.first(name: "Content-Range").flatMap(ContentRange.init)
        try Self.check(response.status, headers: headers, range: range)
        try Self.checkContent(headers)
        let length = headers.first(name: "Content-Length").flatMap { Int64($0) }
        if response.status == .partialContent {
            guard let range, let part = range.part else {
                throw Setback(Self.unexpected("a part without saying which"), isWorthRetrying: false)
            }
            if let length, length != part.upperBound - part.lowerBound {
                throw Setback(Self.unexpected("a part of another length than it says"), isWorthRetrying: false)
            }
            extent = .part(part, size: range.size)
        } else {
            extent = .whole(size: length)
        }
        version = FileVersion(headers)
        body = response.body
        self.url = url
    }

    private static func check(_ status: HTTPResponseStatus, headers: HTTPHeaders, range: ContentRange?) throws {
        let detail = "status \(status.code)"
        switch status.code {
        case 200, 206: return
        case 416 where range?.size == 0:
            throw Setback(
                DownloadError(.emptyFile, "The file on the server is empty."), isWorthRetrying: false)
        case 401, 403:
            throw Setback(
                DownloadError(
                    .requestRefused, "The server doesn't give this clip to us; has the link run out?", detail: detail),
                isWorthRetrying: false)
        case 404, 410:
            throw Setback(
                DownloadError(.requestRefused, "There is no such file on the server; check the URL.", detail: detail),
                isWorthRetrying: false)
        case 408, 425, 429, 500, 502, 503, 504, 507...599:
            throw Setback(
                DownloadError(.serverFailed, "The server is busy or out of order; try again later.", detail: detail),
                isWorthRetrying: true, wait: headers.first(name: "Retry-After").flatMap { RetryAfter.wait($0) })
        case 400...499:
            throw Setback(
                DownloadError(.requestRefused, "The server refuses the request; check the URL.", detail: detail),
                isWorthRetrying: false)
        case 500...599:
            throw Setback(
                DownloadError(.serverFailed, "The server can't answer such a request.", detail: detail),
                isWorthRetrying: false)
        default: throw Setback(unexpected(detail), isWorthRetrying: false)
        }
    }

    private static func checkContent(_ headers: HTTPHeaders) throws {
        let encodings = headers[canonicalForm: "Content-Encoding"].filter { $0.lowercased() != "identity" }
        if let encoding = encodings.first {
            throw Setback(
                DownloadError(
                    .encodingRefused, "The server sends the clip packed, though it was asked not to.",
                    detail: String(encoding.prefix(40))),
                isWorthRetrying: false)
        }
        let type = (headers.first(name: "Content-Type") ?? "").lowercased().prefix { $0 != ";" }
        if let page = PageSniffer.kind(ofType: String(type)) {
            throw Setback(PageSniffer.error(page), isWorthRetrying: false)
        }
        if type.hasPrefix("multipart/") {
            throw Setback(unexpected("several parts in one"), isWorthRetrying: false)
        }
    }

    static func unexpected(_ what: String) -> DownloadError {
        DownloadError(.unexpectedAnswer, "The server's answer makes no sense for a clip.", detail: what)
    }
}
