import HTTPTypes

/// The head of a server's response that brings bytes of the clip.
struct RangeResponse: Sendable {
    enum Extent: Hashable, Sendable {
        case part(Range<Int64>, size: Int64?)
        case whole(size: Int64?)
    }

    let extent: Extent
    let version: FileVersion
    /// Which URL gave it, after all redirects.
    let url: ClipURL

    /// Throws a `TransferFailure` if a clip can't be taken from the response.
    init(_ response: HTTPResponse, from url: ClipURL) throws {
        let headers = response.headerFields
        let range = headers[values: .contentRange].first.flatMap(ContentRange.init)
        try Self.check(response.status, headers: headers, range: range)
        try Self.checkContent(headers)
        let length = headers[values: .contentLength].first.flatMap { Int64($0) }
        if response.status == .partialContent {
            guard let range, let part = range.part else {
                throw TransferFailure(Self.unexpected("a part without saying which"), isWorthRetrying: false)
            }
            if let length, length != part.upperBound - part.lowerBound {
                throw TransferFailure(Self.unexpected("a part of another length than it says"), isWorthRetrying: false)
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
                    .requestRefused, "The server refuses access to this clip; has the link expired?", detail: detail),
                isWorthRetrying: false)
        case 404, 410:
            throw TransferFailure(
                DownloadError(.requestRefused, "There is no such file on the server; check the URL.", detail: detail),
                isWorthRetrying: false)
        case 408, 425, 429, 500, 502, 503, 504, 507...599:
            throw TransferFailure(
                DownloadError(.serverFailed, "The server is busy or out of order; try again later.", detail: detail),
                isWorthRetrying: true, wait: headers[values: .retryAfter].first.flatMap { RetryAfter.wait($0) })
        case 400...499:
            throw TransferFailure(
                DownloadError(.requestRefused, "The server refuses the request; check the URL.", detail: detail),
                isWorthRetrying: false)
        case 500...599:
            throw TransferFailure(
                DownloadError(.serverFailed, "The server can't answer such a request.", detail: detail),
                isWorthRetrying: false)
        default: throw TransferFailure(unexpected(detail), isWorthRetrying: false)
        }
    }

    private static func checkContent(_ headers: HTTPFields) throws {
        // curl would unpack a transfer coding; the clip's bytes and length are those before it.
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
            throw TransferFailure(unexpected("several parts in one"), isWorthRetrying: false)
        }
    }

    static func unexpected(_ what: String) -> DownloadError {
        DownloadError(.unexpectedAnswer, "The server's response makes no sense for a clip.", detail: what)
    }
}

/// Tells a web page, such as a log-in form or an error, from a video.
enum PageSniffer {
    /// What a media type is, where it is certainly no video.
    static func kind(ofType type: String) -> String? {
        switch type.filter({ !$0.isWhitespace }) {
        case "text/html", "application/xhtml+xml": "a web page"
        case "application/json", "application/problem+json": "JSON"
        case "application/xml", "text/xml": "XML"
        default: nil
        }
    }

    /// What the first bytes of a file are, where they are certainly no video's.
    static func kind(ofFirst bytes: some Collection<UInt8>) -> String? {
        let start = String(decoding: bytes.prefix(256), as: UTF8.self).lowercased()
            .drop(while: { $0.isWhitespace || $0 == "\u{feff}" })
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "a web page" }
        if start.hasPrefix("<?xml") { return "XML" }
        return nil
    }

    static func error(_ kind: String) -> DownloadError {
        DownloadError(
            .notAVideo, "The server sends \(kind) in place of a video; check the URL, and whether it needs a log-in.")
    }
}
