// Unsafe: hands secrets to libsodium, and decodes one in place.
import CSodium

/// The 32 bytes that a hotkey is made from; schnorrkel's "mini secret key". Never printed, wiped when it goes.
public struct SecretSeed: Sendable {
    let bytes: SecretBytes

    /// A new one from the system's generator. Throws `libraryFailed`.
    public init() throws {
        bytes = try .random(count: 32)
    }

    /// Reads 64 hexadecimal digits, with or without `0x`. Throws `seedInvalid`.
    public init(hex: String) throws {
        var digits = Array(hex.utf8)
        defer { SecretBytes.wipe(&digits) }
        try self.init(hexDigits: digits[...])
    }

    init(hexDigits digits: ArraySlice<UInt8>) throws {
        guard var seed = Hex.bytes(digits, count: 32) else {
            throw ChainError(.seedInvalid, "The secret seed isn't 64 hexadecimal digits.")
        }
        defer { SecretBytes.wipe(&seed) }
        bytes = try SecretBytes(count: 32) { $0.update(from: seed, count: 32) }
    }

    /// The scalar and the nonce's key, as Substrate makes them: halves of the SHA-512, the first clamped as Ed25519
    /// does and divided by the cofactor 8 (schnorrkel's `ExpansionMode::Ed25519`).
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
    public var description: String { bytes.description }
    public var customMirror: Mirror { bytes.customMirror }
}
