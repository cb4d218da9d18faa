/// Why labels can't be made, read or written, in words for the person who labels.
public struct LabellingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of error it is.
    public enum Code: String, Hashable, Sendable {
        /// The folder holds labels of another clip, or files that this program did not write.
        case foreignFiles
        /// The result is not of this clip.
        case foreignResult
        /// A frame that is not among those to be labelled.
        case noSuchFrame
        /// What the page sent is no label.
        case invalidLabels
        /// Someone else has changed the frame's labels meanwhile.
        case changedMeanwhile
        case unreadable
        case cannotWrite
        case portTaken
        /// The request does not come from the page that this program serves.
        case foreignRequest
    }

    var code: Code
    /// What is wrong, in a sentence that says what to do about it.
    var message: String
    /// The file, folder or request concerned.
    var context: String?

    /// Makes an error.
    public init(_ code: Code, _ message: String, context: String? = nil) {
        self.code = code
        self.message = message
        self.context = context
    }

    /// The file, folder or request, if it is known, and the message.
    public var description: String { context.map { "\($0): \(message)" } ?? message }
}
