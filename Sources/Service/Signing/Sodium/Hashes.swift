// Unsafe: passes the storage of arrays to libsodium, with their own counts.
import CSodium

/// The hash functions of the protocol, from libsodium.
enum Hashes {
    /// Returns the SHA-256 hash, 32 bytes.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        _ = crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
        return hash
    }

    /// Returns a BLAKE2b hash of `count` bytes, 16 to 64.
    static func blake2b(_ bytes: [UInt8], count: Int) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: count)
        _ = crypto_generichash(&hash, count, bytes, UInt64(bytes.count), nil, 0)
        return hash
    }
}
