// Unsafe: passes secrets to libsodium, and decodes one in place.
import CSodium

/// The 32 bytes from which a hotkey is derived, called "mini secret key" in schnorrkel. It is never printed, and wiped
/// when released.
public struct SecretSeed: Sendable {
    let bytes: SecretBytes

    /// Creates a seed with the system's random generator. Throws `libraryFailed`.
    public init() throws {
        bytes = try .random(count: 32)
    }

    /// Parses 64 hexadecimal digits, with or without `0x`. Throws `seedInvalid`.
    public init(hex: String) throws {
        var digits = Array(hex.utf8)
        defer { SecretBytes.wipe(&digits) }
        try self.init(hexDigits: digits[...])
    }

    init(hexDigits digits: ArraySlice<UInt8>) throws {
        guard var seed = Hex.bytes(digits, count: 32) else {
            throw SigningError(.seedInvalid, "The secret seed must have 64 hexadecimal digits.")
        }
        defer { SecretBytes.wipe(&seed) }
        bytes = try SecretBytes(count: 32) { $0.update(from: seed, count: 32) }
    }

    /// Returns the scalar and the nonce key as Substrate derives them: the halves of the SHA-512 hash, the first of
    /// which is clamped as in Ed25519 and divided by the cofactor 8 (schnorrkel's `ExpansionMode::Ed25519`).
    func expanded() throws -> (scalar: SecretBytes, nonceKey: SecretBytes) {
        let hash = try SecretBytes(count: 64) { hash in
            bytes.withBytes { seed in _ = crypto_hash_sha512(hash, seed, 32) }
        }
        let scalar = try SecretBytes(count: 32) { scalar in
            hash.withBytes { scalar.update(from: $0, count: 32) }
            scalar[0] &= 0b1111_1000
            scalar[31] = scalar[31] & 0b0011_1111 | 0b0100_0000
            var low: UInt8 = 0
            for index in (0..<32).reversed() {
                let byte = scalar[index]
                scalar[index] = low | byte >> 3
                low = byte << 5
            }
        }
        let nonceKey = try SecretBytes(count: 32) { nonceKey in
            hash.withBytes { nonceKey.update(from: $0 + 32, count: 32) }
        }
        return (scalar, nonceKey)
    }
}

extension SecretSeed: CustomStringConvertible, CustomReflectable {
    /// The number of bytes; never the secret.
    public var description: String { bytes.description }
    /// An empty mirror, so that `dump` does not print the secret.
    public var customMirror: Mirror { bytes.customMirror }
}
