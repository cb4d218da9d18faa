import HTTPTypes

/// The head of a response that contains bytes of the clip.
struct RangeResponse: Sendable {
    enum Extent: Hashable, Sendable {
        case part(Range<Int64>, size: Int64?)
        case whole(size: Int64?)
    }

    let extent: Extent
    let version: FileVersion
    /// The URL of the response, after all redirects.
    let url: ClipURL

    /// Checks a response. Throws a `TransferFailure` if it cannot contain a clip.
    init(_ response: HTTPResponse, from url: ClipURL) throws {
        let headers = response.headerFields
        let range = headers[values: .contentRange].first.flatMap(ContentRange.init)
        try Self.check(response.status, headers: headers, range: range)
        try Self.checkContent(headers)
        let length = headers[values: .contentLength].first.flatMap { Int64($0) }
        if response.status == .partialContent {
            guard let range, let part = range.part else {
                throw TransferFailure(Self.unexpected("a part without a Content-Range"), isWorthRetrying: false)
            }
            if let length, length != part.upperBound - part.lowerBound {
                throw TransferFailure(Self.unexpected("a part with a wrong length"), isWorthRetrying: false)
            }
            extent = .part(part, size: range.size)
        } else {
            extent = .whole(size: length)
        }
        version = FileVersion(headers)
        self.url = url
    }

    private static func check(_ status: HTTPResponse.Status, headers: HTTPFields, range: ContentRange?) throws {
        let detail = "status \(status.code)"
        switch status.code {
        case 200, 206: return
        case 416 where range?.size == 0: throw TransferFailure(.emptyFile, isWorthRetrying: false)
        case 401, 403:
            throw TransferFailure(
                DownloadError(
                    .requestRefused, "The server denies access to the clip; the link may have expired.", detail: detail),
                isWorthRetrying: false)
        case 404, 410:
            throw TransferFailure(
                DownloadError(.requestRefused, "The server has no such file; check the URL.", detail: detail),
                isWorthRetrying: false)
        case 408, 425, 429, 500, 502, 503, 504, 507...599:
            throw TransferFailure(
                DownloadError(.serverFailed, "The server is busy or has a problem; try again later.", detail: detail),
                isWorthRetrying: true, wait: headers[values: .retryAfter].first.flatMap { RetryAfter.wait($0) })
        case 400...499:
            throw TransferFailure(
                DownloadError(.requestRefused, "The server refuses the request; check the URL.", detail: detail),
                isWorthRetrying: false)
        case 500...599:
            throw TransferFailure(
                DownloadError(.serverFailed, "The server does not support this request.", detail: detail),
                isWorthRetrying: false)
        default: throw TransferFailure(unexpected(detail), isWorthRetrying: false)
        }
    }

    private static func checkContent(_ headers: HTTPFields) throws {
        // curl would decode a transfer coding, but offsets and lengths refer to the encoded bytes.
        let codings = (headers[values: .contentEncoding] + headers[values: .transferEncoding])
            .flatMap { $0.split(separator: ",") }.map { $0.filter { !$0.isWhitespace }.lowercased() }
        if let coding = codings.first(where: { !["", "identity", "chunked"].contains($0) }) {
            throw TransferFailure(
                DownloadError(
                    .encodingRefused, "The server compresses the clip although the request forbids it.",
                    detail: String(coding.prefix(40))),
                isWorthRetrying: false)
        }
        let type = (headers[values: .contentType].first ?? "").lowercased().prefix { $0 != ";" }
        if let page = PageSniffer.kind(ofType: String(type)) {
            throw TransferFailure(PageSniffer.error(page), isWorthRetrying: false)
        }
        if type.hasPrefix("multipart/") {
            throw TransferFailure(unexpected("a multipart body"), isWorthRetrying: false)
        }
    }

    static func unexpected(_ what: String) -> DownloadError {
        DownloadError(.unexpectedAnswer, "The server's response is not valid for a clip.", detail: what)
    }
}

/// Distinguishes web pages, such as a login form or an error page, from videos.
enum PageSniffer {
    /// Returns the kind of content for a media type that is certainly not a video; `nil` otherwise.
    static func kind(ofType type: String) -> String? {
        switch type.filter({ !$0.isWhitespace }) {
        case "text/html", "application/xhtml+xml": "a web page"
        case "application/json", "application/problem+json": "JSON"
        case "application/xml", "text/xml": "XML"
        default: nil
        }
    }

    /// Returns the kind of content for the first bytes of a file that is certainly not a video; `nil` otherwise.
    static func kind(ofFirst bytes: some Collection<UInt8>) -> String? {
        let start = String(decoding: bytes.prefix(256), as: UTF8.self).lowercased()
            .drop(while: { $0.isWhitespace || $0 == "\u{feff}" })
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "a web page" }
        if start.hasPrefix("<?xml") { return "XML" }
        return nil
    }

    static func error(_ kind: String) -> DownloadError {
        DownloadError(
            .notAVideo, "The server sends \(kind) instead of a video; check the URL, and whether it requires a login.")
    }
}
