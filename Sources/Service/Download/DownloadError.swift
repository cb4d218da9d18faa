/// An error of a download, with a message for the person who requested the clip.
public struct DownloadError: Error, Hashable, Sendable {
    /// The kinds of errors.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The text is not a valid HTTP or HTTPS URL.
        case invalidURL
        /// The policy does not allow the host.
        case hostRefused
        /// The policy does not allow the host's address.
        case addressRefused
        /// The host name cannot be resolved.
        case nameNotFound
        /// No connection to the server can be established.
        case cannotConnect
        /// The TLS connection cannot be secured.
        case insecureConnection
        /// A redirect leads to an address that is not allowed.
        case redirectRefused
        /// The server redirects in a circle or too often.
        case tooManyRedirects
        /// The server refuses the request (HTTP 4xx).
        case requestRefused
        /// The server reports an error or is too busy (HTTP 408, 425, 429 and 5xx).
        case serverFailed
        /// The server sends a web page or another document instead of a video.
        case notAVideo
        /// The file on the server is empty.
        case emptyFile
        /// The server compresses the clip although the request forbids it.
        case encodingRefused
        /// The server's response violates HTTP or does not match the request.
        case unexpectedAnswer
        /// The clip exceeds the size limit.
        case tooLarge
        /// The download exceeds its time limit.
        case tookTooLong
        /// The server has stopped sending.
        case stalled
        /// The connection ended before the clip was complete.
        case brokeOff
        /// The file on the server changed during the download.
        case changed
        /// The clip cannot be stored in the temporary file.
        case cannotStore
        /// The caller stopped the download.
        case cancelled
    }

    /// The kind of error.
    public var code: Code
    /// The problem and its solution, as a sentence.
    public var message: String
    /// The URL of the download. It prints without its query.
    public var url: ClipURL?
    /// The message of the system or of a library.
    public var detail: String?
    /// Whether the cause may soon be gone, so that a retry makes sense.
    var isTemporary = false

    /// Creates an error.
    public init(_ code: Code, _ message: String, url: ClipURL? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.url = url
        self.detail = detail
    }
}

extension DownloadError: CustomStringConvertible {
    /// The error on one line: `https://host/clip.mp4: message (detail)`.
    public var description: String {
        let line = (url.map { "\($0): " } ?? "") + message + (detail.map { " (\($0))" } ?? "")
        return line.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension DownloadError {
    static let stopped = DownloadError(.cancelled, "The download was stopped.")
    static let changedMeanwhile = DownloadError(
        .changed, "The file on the server changed during the download; try again.")

    /// Returns the error with a URL, if it has none yet.
    func of(_ url: ClipURL) -> DownloadError {
        var error = self
        error.url = self.url ?? url
        return error
    }
}
