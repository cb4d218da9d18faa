/// Why a clip or a picture couldn't be read or written, in words for the person who asked for it.
public struct MediaError: Error, Hashable, Sendable {
    /// What went wrong, for code that has to choose what to do.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case fileMissing
        case fileUnreadable
        case fileEmpty
        case notAVideo
        case noVideoStream
        case unsupportedContainer
        case unsupportedCodec
        case encrypted
        case incompleteFile
        case damagedFile
        case pictureTooLarge
        case pictureTooSmall
        case readFailed
        case cancelled
        case invalidSetting
        case cannotWrite
        case noEncoder
        case encodingFailed
        case pictureUnreadable
        case outOfMemory
    }

    public var code: Code
    /// One sentence that says what is wrong and what to do.
    public var message: String
    /// The file concerned, as it was named by the caller.
    public var path: String?
    /// What was being done, as in "opening the clip".
    public var activity: String?
    /// The text of FFmpeg or of the operating system.
    public var detail: String?

    public init(_ code: Code, _ message: String, path: String? = nil, activity: String? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.activity = activity
        self.detail = detail
    }
}

extension MediaError: CustomStringConvertible {
    /// All of it on one line: `clip.mp4: message (while opening the clip: moov atom not found)`.
    public var description: String {
        let context = [activity.map { "while \($0)" }, detail].compactMap(\.self).joined(separator: ": ")
        let line = (path.map { "\($0): " } ?? "") + message + (context.isEmpty ? "" : " (\(context))")
        return line.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension MediaError {
    static let noMemory = MediaError(.outOfMemory, "There isn't enough memory.")
    static let encrypted = MediaError(
        .encrypted, "The clip is encrypted and can't be decoded without its key; give a clip without copy protection.")
    static let nothingWhole = MediaError(
        .damagedFile,
        "Hardly a picture in it is undamaged; the file is damaged, or encrypted. Fetch or copy it again.")
    static let stopped = MediaError(.cancelled, "Reading was cancelled.")

    /// The same error, with the file and the deed filled in where they were missing.
    func during(_ activity: String, path: String?) -> MediaError {
        var error = self
        error.activity = self.activity ?? activity
        error.path = self.path ?? path
        return error
    }
}
