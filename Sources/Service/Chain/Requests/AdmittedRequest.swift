/// What is known of a request that was let in.
public struct AdmittedRequest: Hashable, Sendable {
    /// Who asks: proven where `message` is there, claimed where it isn't, nil where nobody had to say.
    public let validator: Hotkey?
    public let nonce: Nonce?
    /// Nil where stakes aren't asked for.
    public let stake: Double?
    /// Which message the signature was over; for the log.
    public let message: SignedMessage?
}
