/// An error of a key, an address, or a file that determines who may send requests.
public struct SigningError: Error, Hashable, Sendable {
    /// The kinds of errors.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Not a valid SS58 address, or an address of another chain.
        case addressInvalid
        /// Not 32 bytes in hexadecimal.
        case seedInvalid
        /// Not 64 bytes in hexadecimal with schnorrkel's marker.
        case signatureInvalid
        /// Not valid JSON, or JSON that exceeds the limits.
        case jsonInvalid
        /// The hotkey's file does not exist.
        case hotkeyMissing
        /// The hotkey's file cannot be read or is invalid.
        case hotkeyInvalid
        /// The hotkey's file already exists and must not be overwritten.
        case hotkeyExists
        /// The list of nodes is missing or invalid.
        case nodesInvalid
        /// The journal of nonces cannot be opened or written, or the file is not a journal.
        case journalUnusable
        /// A file cannot be written.
        case cannotWrite
        /// A file cannot be read.
        case cannotRead
        /// libsodium failed to start.
        case libraryFailed
    }

    /// The kind of error.
    public let code: Code
    /// The problem and its solution, on one line.
    public let message: String
    /// The file or text concerned; never a secret.
    public let context: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of error.
    ///   - message: The problem and its solution, on one line.
    ///   - context: The file or text concerned; never a secret.
    public init(_ code: Code, _ message: String, context: String = "") {
        self.code = code
        self.message = message
        self.context = context
    }
}

extension SigningError: CustomStringConvertible {
    /// The message, followed by the context in parentheses if there is one.
    public var description: String { context.isEmpty ? message : "\(message) (\(context))" }
}
