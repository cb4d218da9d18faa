import CSodium
package import Foundation

/// SHA-256 checksums.
package enum Checksum {
    /// Returns the SHA-256 checksum of the data: 64 lower-case hexadecimal digits.
    package static func sha256(_ data: Data) -> String {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        data.withUnsafeBytes { bytes in
            _ = crypto_hash_sha256(&digest, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
        }
        return digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
