// Unsafe: passes the storage of arrays and secrets to libsodium. Points and scalars have 32 bytes each; every function
// checks this before libsodium reads them.
import CSodium

/// The group ristretto255 of libsodium. Points and scalars are represented by their 32 bytes.
enum Ristretto255 {
    /// The neutral element. schnorrkel accepts it as a public key like any other.
    static let identity = [UInt8](repeating: 0, count: 32)

    /// Returns whether the bytes are the canonical encoding of a point.
    static func isPoint(_ bytes: [UInt8]) -> Bool {
        bytes.count == 32 && crypto_core_ristretto255_is_valid_point(bytes) == 1
    }

    /// Returns whether a scalar is below the order of the group. Not in constant time, so use it only for public
    /// scalars.
    static func isScalar(_ bytes: [UInt8]) -> Bool {
        bytes.count == 32 && reduce(bytes + identity) == bytes
    }

    /// Reduces a number of 64 bytes modulo the order of the group.
    static func reduce(_ wide: [UInt8]) -> [UInt8] {
        precondition(wide.count == 64)
        var scalar = [UInt8](repeating: 0, count: 32)
        crypto_core_ristretto255_scalar_reduce(&scalar, wide)
        return scalar
    }

    /// Returns `scalar * base - factor * point`, or `nil` if `point` is invalid. Use it only for public values.
    static func combination(base scalar: [UInt8], minus factor: [UInt8], times point: [UInt8]) -> [UInt8]? {
        guard scalar.count == 32, factor.count == 32, isPoint(point) else { return nil }
        // libsodium returns -1 if a product is the identity; the result is then correct, so the status is ignored.
        var ofBase = identity, ofPoint = identity, difference = identity
        _ = crypto_scalarmult_ristretto255_base(&ofBase, scalar)
        _ = crypto_scalarmult_ristretto255(&ofPoint, factor, point)
        guard crypto_core_ristretto255_sub(&difference, ofBase, ofPoint) == 0 else { return nil }
        return difference
    }
}

extension Ristretto255 {
    /// Returns `scalar * base`, in constant time.
    static func point(of scalar: SecretBytes) -> [UInt8] {
        precondition(scalar.count == 32)
        var point = identity
        scalar.withBytes { _ = crypto_scalarmult_ristretto255_base(&point, $0) }
        return point
    }

    /// Reduces a secret number of 64 bytes modulo the order of the group.
    static func reduce(_ wide: SecretBytes) throws -> SecretBytes {
        precondition(wide.count == 64)
        return try SecretBytes(count: 32) { scalar in
            wide.withBytes { crypto_core_ristretto255_scalar_reduce(scalar, $0) }
        }
    }

    /// Returns `factor * key + nonce` modulo the order of the group.
    static func response(factor: [UInt8], key: SecretBytes, nonce: SecretBytes) throws -> [UInt8] {
        precondition(factor.count == 32 && key.count == 32 && nonce.count == 32)
        let product = try SecretBytes(count: 32) { product in
            key.withBytes { crypto_core_ristretto255_scalar_mul(product, factor, $0) }
        }
        var sum = identity
        product.withBytes { product in
            nonce.withBytes { crypto_core_ristretto255_scalar_add(&sum, product, $0) }
        }
        return sum
    }
}
