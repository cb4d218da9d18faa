/// Why a clip couldn't be fetched, in words for the person who asked for it.
public struct DownloadError: Error, Hashable, Sendable {
    /// What went wrong, for code that has to choose what to do.
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

    public var code: Code
    /// One sentence that says what is wrong and what to do.
    public var message: String
    /// What was being fetched. It prints without its query.
    public var url: ClipURL?
    /// The text of the system or of a library.
    public var detail: String?

    public init(_ code: Code, _ message: String, url: ClipURL? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.url = url
        self.detail = detail
    }
}

extension DownloadError: CustomStringConvertible {
    /// All of it on one line: `https://host/clip.mp4: message (detail)`.
    public var description: String {
        let line = (url.map { "\($0): " } ?? "") + message + (detail.map { " (\($0))" } ?? "")
        return line.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension DownloadError {
    static let stopped = DownloadError(.cancelled, "The download was stopped.")
    static let changedMeanwhile = DownloadError(
        .changed, "The file on the server changed while it was being fetched; try again.")

    /// The same error, with the URL filled in where it was missing.
    func of(_ url: ClipURL) -> DownloadError {
        var error = self
        error.url = self.url ?? url
        return error
    }
}
