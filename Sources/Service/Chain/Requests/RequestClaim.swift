/// What the headers of a request say, checked as far as that goes without its body: who asks is claimed, not proven.
public struct RequestClaim: Hashable, Sendable {
    /// Nil where nobody has to say.
    public let validator: Hotkey?
    /// Nil where stakes aren't asked for.
    public let stake: Double?
    /// What the body has to prove; nil where signatures aren't checked.
    let proof: Proof?

    /// What is proven once there is a body.
    struct Proof: Hashable, Sendable {
        var headers: RequestHeaders
        var validator: Hotkey
        var signature: Signature
    }
}
