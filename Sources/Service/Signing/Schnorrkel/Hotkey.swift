/// The identity of a signer: an sr25519 public key, written as an SS58 address of format 42.
public struct Hotkey: Hashable, Sendable {
    /// The 32 bytes of the key. The check of a signature determines whether they are a valid point.
    public let bytes: [UInt8]

    /// Creates a hotkey. Returns `nil` unless there are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Parses an SS58 address of format 42. Throws `addressInvalid`.
    public init(_ address: String) throws(SigningError) {
        let read = try SS58Address(address)
        guard read.format == 42 else {
            throw SigningError(
                .addressInvalid, "This is an address of another chain: its format is \(read.format) instead of 42.",
                context: address)
        }
        bytes = read.account
    }

    /// Whether this is the identity key, for which anyone can sign.
    var isIdentity: Bool { bytes == Ristretto255.identity }

    /// Returns whether the owner of this key signed the message. This is schnorrkel's `verify_simple` with the context
    /// `substrate`. It accepts the identity key like any other, so callers must check `isIdentity` if it matters.
    public func signed(_ message: [UInt8], with signature: Signature) -> Bool {
        var transcript = Transcript.signing(message)
        let challenge = transcript.schnorrChallenge(key: bytes, point: signature.point)
        // The points are compared by their bytes, because an invalid encoding is never equal.
        let point = Ristretto255.combination(base: signature.scalar, minus: challenge, times: bytes)
        return point == signature.point
    }
}

extension Hotkey: CustomStringConvertible {
    /// The SS58 address of format 42.
    public var description: String { SS58Address(account: bytes)?.description ?? "" }
}
