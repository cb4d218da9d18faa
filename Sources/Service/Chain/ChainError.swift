/// What is wrong with a key, an address, or one of the files that say who may ask.
public struct ChainError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// Not an SS58 address, or one of another chain.
        case addressInvalid
        /// Not 32 bytes in hex.
        case seedInvalid
        /// Not 64 bytes in hex with schnorrkel's marker.
        case signatureInvalid
        /// Not JSON, or more of it than is allowed.
        case jsonInvalid
        /// No hotkey file of that name.
        case hotkeyMissing
        /// A hotkey file that can't be read, or isn't one.
        case hotkeyInvalid
        /// A hotkey file is there already, and is not overwritten.
        case hotkeyExists
        /// The list of nodes is missing or broken.
        case nodesInvalid
        /// The journal of nonces can't be opened, belongs to something else, or can't be written.
        case journalUnusable
        /// A file can't be written.
        case cannotWrite
        /// A file can't be read.
        case cannotRead
        /// libsodium refused to start.
        case libraryFailed
    }

    public let code: Code
    /// What is wrong and what to do about it, one line.
    public let message: String
    /// The file or the text concerned; never a secret.
    public let context: String

    public init(_ code: Code, _ message: String, context: String = "") {
        self.code = code
        self.message = message
        self.context = context
    }
}

extension ChainError: CustomStringConvertible {
    public var description: String { context.isEmpty ? message : "\(message) (\(context))" }
}
