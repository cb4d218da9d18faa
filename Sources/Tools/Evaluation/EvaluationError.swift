/// Why a file could not be read, or what was read could not be measured.
public struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of error it is.
    public enum Code: Hashable, Sendable {
        case notFound
        case unreadable
        case malformed
        /// One id stands on two boxes of a frame.
        case duplicateID
    }

    /// The kind of error.
    public var code: Code
    /// What is wrong, in a sentence that says what to do about it.
    public var message: String
    /// The file or sequence, where there is one.
    public var source: String?
    /// Counted from 1, in a text file.
    public var line: Int?

    /// Makes an error. `line` is counted from 1.
    public init(_ code: Code, _ message: String, source: String? = nil, line: Int? = nil) {
        self.code = code
        self.message = message
        self.source = source
        self.line = line
    }

    /// The place, if it is known, and the message.
    public var description: String {
        var place = source ?? ""
        if let line { place += place.isEmpty ? "line \(line)" : ", line \(line)" }
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
