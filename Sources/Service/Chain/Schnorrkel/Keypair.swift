/// A hotkey together with the secret that signs for it.
public struct Keypair: Sendable {
    public let hotkey: Hotkey
    private let scalar: SecretBytes
    private let nonceKey: SecretBytes

    /// The pair that Substrate makes from the seed. Throws `libraryFailed`.
    public init(seed: SecretSeed) throws {
        (scalar, nonceKey) = try seed.expanded()
        guard let hotkey = Hotkey(bytes: Ristretto255.point(of: scalar)) else {
            throw ChainError(.libraryFailed, "libsodium gave no public key.")
        }
        self.hotkey = hotkey
    }

    /// Signs in the context `substrate`, each time differently. Throws `libraryFailed`.
    public func sign(_ message: [UInt8]) throws -> Signature {
        try sign(message, randomness: .random(count: 32))
    }

    /// The randomness decides the signature; only tests give their own.
    func sign(_ message: [UInt8], randomness: SecretBytes) throws -> Signature {
        var transcript = Transcript.signing(message)
        transcript.commit(key: hotkey.bytes)
        let wide = try transcript.witness("signing", secret: nonceKey, randomness: randomness)
        let nonce = try Ristretto255.reduce(wide)
        let point = Ristretto255.point(of: nonce)
        let challenge = transcript.challenge(point: point)
        return Signature(
            point: point, scalar: try Ristretto255.response(factor: challenge, key: scalar, nonce: nonce))
    }
}

extension Keypair: CustomStringConvertible, CustomReflectable {
    /// The public half.
    public var description: String { hotkey.description }
    public var customMirror: Mirror { Mirror(self, children: ["hotkey": hotkey]) }
}
