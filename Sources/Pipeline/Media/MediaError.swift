/// A failure to read or write a clip or a picture, with a message for the user.
public struct MediaError: Error, Hashable, Sendable {
    /// The kind of failure, for code that has to react to it.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The file doesn't exist.
        case fileMissing
        /// The file can't be opened, or isn't a regular file.
        case fileUnreadable
        /// The file has no bytes.
        case fileEmpty
        /// The file isn't a recognised video.
        case notAVideo
        /// The file has no video stream.
        case noVideoStream
        /// The container isn't supported.
        case unsupportedContainer
        /// The codec isn't supported, or FFmpeg has no decoder for it.
        case unsupportedCodec
        /// The clip is encrypted.
        case encrypted
        /// The file is incomplete: its index is missing.
        case incompleteFile
        /// The file is damaged.
        case damagedFile
        /// The picture exceeds the size limit.
        case pictureTooLarge
        /// The picture is below the size limit.
        case pictureTooSmall
        /// Reading failed after the clip was opened.
        case readFailed
        /// Reading was cancelled.
        case cancelled
        /// A setting or an argument is out of range.
        case invalidSetting
        /// The file or folder can't be written.
        case cannotWrite
        /// FFmpeg has no encoder for the format.
        case noEncoder
        /// The encoder failed.
        case encodingFailed
        /// The picture can't be decoded or converted.
        case pictureUnreadable
        /// There isn't enough memory.
        case outOfMemory
    }

    /// The kind of failure.
    public var code: Code
    /// The problem and its remedy, in one sentence.
    public var message: String
    /// The file, by the name that the caller used.
    public var path: String?
    /// The activity that failed, such as "opening the clip".
    public var activity: String?
    /// The message of FFmpeg or of the operating system.
    public var detail: String?

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: the kind of problem.
    ///   - message: the problem and its remedy, in one sentence.
    ///   - path: the file, by the name that the caller used.
    ///   - activity: the activity that failed, such as "opening the clip".
    ///   - detail: the message of FFmpeg or of the operating system.
    public init(_ code: Code, _ message: String, path: String? = nil, activity: String? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.activity = activity
        self.detail = detail
    }
}

extension MediaError: CustomStringConvertible {
    /// The whole error on one line: `clip.mp4: message (while opening the clip: moov atom not found)`.
    public var description: String {
        let context = [activity.map { "while \($0)" }, detail].compactMap(\.self).joined(separator: ": ")
        let line = (path.map { "\($0): " } ?? "") + message + (context.isEmpty ? "" : " (\(context))")
        return line.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

extension MediaError {
    static let noMemory = MediaError(.outOfMemory, "There isn't enough memory.")
    static let encrypted = MediaError(
        .encrypted, "The clip is encrypted and can't be decoded without its key; use a clip without copy protection.")
    static let nothingWhole = MediaError(
        .damagedFile,
        "Nearly all frames are damaged; the file is damaged or encrypted. Download or copy it again.")
    static let stopped = MediaError(.cancelled, "Reading was cancelled.")

    /// Returns the error with the activity and the file filled in if they are missing.
    func during(_ activity: String, path: String?) -> MediaError {
        var error = self
        error.activity = self.activity ?? activity
        error.path = self.path ?? path
        return error
    }
}
