/// Why a request isn't answered.
public struct RequestRefusal: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// One of the four headers isn't there.
        case headerMissing
        /// A header is there twice, or longer than any valid one.
        case headerInvalid
        /// The nonce doesn't have the form `{time in ns}_{10 letters or digits}`.
        case nonceInvalid
        /// The nonce's time is more than 120 s from ours.
        case nonceOutOfTime
        /// The nonce was used before.
        case nonceSeen
        /// The validator's hotkey is no SS58 address of format 42, or one that nobody can own.
        case hotkeyInvalid
        /// The signature has the wrong form, or isn't the hotkey's over this request.
        case signatureInvalid
        /// The request was made for another miner.
        case minerMismatch
        /// The hotkey isn't in the list of nodes.
        case hotkeyUnknown
        /// The hotkey's stake is under the threshold.
        case stakeTooLow
        /// The hotkey used as many nonces as are kept for it; or all hotkeys together did.
        case tooManyNonces
        /// The nonce can't be written down, so that a replay couldn't be told later.
        case nonceNotKept
    }

    public let code: Code
    /// What is wrong and what to do about it, one line; fit to be sent to whoever asked. Holds no signature.
    public let message: String
    /// For the log: what was found. Holds no signature.
    public let context: String

    public init(_ code: Code, _ message: String, context: String = "") {
        self.code = code
        self.message = message
        self.context = context
    }
}

extension RequestRefusal: CustomStringConvertible {
    public var description: String { context.isEmpty ? message : "\(message) (\(context))" }
}
