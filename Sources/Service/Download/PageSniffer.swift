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
