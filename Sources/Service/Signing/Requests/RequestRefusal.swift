/// The reason why a request is refused.
public struct RequestRefusal: Error, Hashable, Sendable {
    /// The kinds of reasons.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// One of the four headers is missing.
        case headerMissing
        /// A header occurs twice, or is too long.
        case headerInvalid
        /// The nonce does not have the form `{time in ns}_{10 letters or digits}`.
        case nonceInvalid
        /// The nonce's time differs from this machine's clock by more than 120 s.
        case nonceOutOfTime
        /// The nonce was already used.
        case nonceSeen
        /// The validator's hotkey is not an SS58 address of format 42, or is a key without an owner.
        case hotkeyInvalid
        /// The signature is malformed, or does not match the hotkey and the request.
        case signatureInvalid
        /// The request is addressed to another miner.
        case minerMismatch
        /// The hotkey is not in the list of nodes.
        case hotkeyUnknown
        /// The hotkey's stake is below the threshold.
        case stakeTooLow
        /// The hotkey, or all hotkeys together, have used as many nonces as can be stored.
        case tooManyNonces
        /// The nonce cannot be stored, so a replay could not be detected later.
        case nonceNotKept
    }

    /// The kind of reason.
    public let code: Code
    /// The problem and its solution, on one line. The sender receives it; it contains no signature.
    public let message: String
    /// Details for the log. They contain no signature.
    public let context: String

    /// Creates a refusal.
    ///
    /// - Parameters:
    ///   - code: The kind of reason.
    ///   - message: The problem and its solution, on one line.
    ///   - context: Details for the log.
    public init(_ code: Code, _ message: String, context: String = "") {
        self.code = code
        self.message = message
        self.context = context
    }
}

extension RequestRefusal: CustomStringConvertible {
    /// The message, followed by the details in parentheses if there are any.
    public var description: String { context.isEmpty ? message : "\(message) (\(context))" }
}
