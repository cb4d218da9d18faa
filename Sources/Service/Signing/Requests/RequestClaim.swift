/// The claims in the headers of a request, checked as far as possible without the body. The sender's identity is not
/// proven yet.
public struct RequestClaim: Hashable, Sendable {
    /// The claimed sender, or `nil` if no identity is required.
    public let validator: Hotkey?
    /// The claimed sender's stake, or `nil` if stakes are not checked.
    public let stake: Double?
    /// The data for the proof of identity; `nil` if signatures are not checked.
    let proof: Proof?

    /// The data that prove the sender's identity together with the body.
    struct Proof: Hashable, Sendable {
        var headers: RequestHeaders
        var validator: Hotkey
        var signature: Signature
    }
}
