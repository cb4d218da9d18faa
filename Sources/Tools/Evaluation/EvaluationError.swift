/// An error in reading or evaluating a file.
public struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of errors.
    public enum Code: Hashable, Sendable {
        /// The file or folder does not exist.
        case notFound
        /// The file or folder cannot be read.
        case unreadable
        /// The contents are invalid or cannot be evaluated.
        case malformed
        /// An id occurs on two boxes of a frame.
        case duplicateID
    }

    /// The kind of error.
    public var code: Code
    /// The problem and its solution, as a sentence.
    public var message: String
    /// The file or sequence concerned, if there is one.
    public var source: String?
    /// The line in a text file, from 1.
    public var line: Int?

    /// Creates an error. `line` counts from 1.
    public init(_ code: Code, _ message: String, source: String? = nil, line: Int? = nil) {
        self.code = code
        self.message = message
        self.source = source
        self.line = line
    }

    /// The file and line, if known, and the message.
    public var description: String {
        var place = source ?? ""
        if let line { place += place.isEmpty ? "line \(line)" : ", line \(line)" }
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
