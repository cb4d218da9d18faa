/// A request that passed all checks.
public struct AdmittedRequest: Hashable, Sendable {
    /// The sender: proven if `message` is not `nil`, otherwise only claimed; `nil` if no identity was required.
    public let validator: Hotkey?
    /// The nonce of the request, or `nil` if signatures are not checked.
    public let nonce: Nonce?
    /// The sender's stake, or `nil` if stakes are not checked.
    public let stake: Double?
    /// The message that the signature covers, for the log; `nil` if signatures are not checked.
    public let message: SignedMessage?
}
