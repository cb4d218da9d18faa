/// An error of the labelling tool, with a message for the person who labels.
public struct LabellingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of errors.
    public enum Code: String, Hashable, Sendable {
        /// The folder contains labels of another clip, or files that this program did not write.
        case foreignFiles
        /// The result does not belong to this clip.
        case foreignResult
        /// The frame is not among those to be labelled.
        case noSuchFrame
        /// The page sent data that are not valid labels.
        case invalidLabels
        /// Another program or window has changed the frame's labels in the meantime.
        case changedMeanwhile
        /// A file cannot be read.
        case unreadable
        /// A file cannot be written.
        case cannotWrite
        /// Another program uses the port.
        case portTaken
        /// The request does not come from the page that this program serves.
        case foreignRequest
    }

    var code: Code
    /// The problem and its solution, as a sentence.
    var message: String
    /// The file, folder or request concerned.
    var context: String?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of error.
    ///   - message: The problem and its solution.
    ///   - context: The file, folder or request concerned.
    public init(_ code: Code, _ message: String, context: String? = nil) {
        self.code = code
        self.message = message
        self.context = context
    }

    /// The file, folder or request, if known, and the message.
    public var description: String { context.map { "\($0): \(message)" } ?? message }
}
