/// An error of a download, with a message for the person who requested the clip.
public struct DownloadError: Error, Hashable, Sendable {
    /// The kinds of errors.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case invalidURL
        case hostRefused
        case addressRefused
        case nameNotFound
        case cannotConnect
        case insecureConnection
        case redirectRefused
        case tooManyRedirects
        case requestRefused
        case serverFailed
        case notAVideo
        case emptyFile
        case encodingRefused
        case unexpectedAnswer
        case tooLarge
        case tookTooLong
        case stalled
        case brokeOff
        case changed
        case cannotStore
        case cancelled
    }

    /// The kind of error.
    public var code: Code
    /// What is wrong and how to fix it, as a sentence.
    public var message: String
    /// The URL of the download. It prints without its query.
    public var url: ClipURL?
    /// The message of the system or of a library.
    public var detail: String?

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
