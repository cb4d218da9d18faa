/// A hotkey and its secret key.
public struct Keypair: Sendable {
    /// The public key.
    public let hotkey: Hotkey
    private let scalar: SecretBytes
    private let nonceKey: SecretBytes

    /// Derives the keypair from a seed as Substrate does. Throws `libraryFailed`.
    public init(seed: SecretSeed) throws {
        (scalar, nonceKey) = try seed.expanded()
        guard let hotkey = Hotkey(bytes: Ristretto255.point(of: scalar)) else {
            throw SigningError(.libraryFailed, "libsodium returned no public key.")
        }
        self.hotkey = hotkey
    }

    /// Signs a message in the context `substrate`. The signature is different each time. Throws `libraryFailed`.
    public func sign(_ message: [UInt8]) throws -> Signature {
        try sign(message, randomness: .random(count: 32))
    }

    /// Signs a message with given randomness. Only tests supply their own.
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
    /// The hotkey's SS58 address; never the secret.
    public var description: String { hotkey.description }
    /// A mirror of the hotkey only, so that `dump` does not print the secret.
    public var customMirror: Mirror { Mirror(self, children: ["hotkey": hotkey]) }
}
