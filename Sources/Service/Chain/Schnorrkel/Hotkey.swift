/// Who signs: an sr25519 public key, written as an SS58 address of format 42.
public struct Hotkey: Hashable, Sendable {
    /// 32 bytes. Whether they are a point of the group is seen when a signature is checked.
    public let bytes: [UInt8]

    /// Nil unless there are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads an SS58 address of format 42. Throws `addressInvalid`.
    public init(_ address: String) throws(ChainError) {
        let read = try SS58Address(address)
        guard read.format == 42 else {
            throw ChainError(
                .addressInvalid, "This is an address of another chain: format \(read.format), where 42 is expected.",
                context: address)
        }
        bytes = read.account
    }

    /// The key that anyone can sign for, since it has no secret.
    var isIdentity: Bool { bytes == Ristretto255.identity }

    /// Whether the owner of this key signed the message, as schnorrkel's `verify_simple` says with the context
    /// `substrate`: an identity key is taken like any other there, so callers that mind must ask.
    public func signed(_ message: [UInt8], with signature: Signature) -> Bool {
        var transcript = Transcript.signing(message)
        let challenge = transcript.schnorrChallenge(key: bytes, point: signature.point)
        // The other point is compared as bytes: one that isn't encoded as it should be is never equal.
        let point = Ristretto255.combination(base: signature.scalar, minus: challenge, times: bytes)
        return point == signature.point
    }
}

extension Hotkey: CustomStringConvertible {
    /// The SS58 address.
    public var description: String { SS58Address(account: bytes)?.description ?? "" }
}
