// Unsafe: hands the storage of arrays and secrets to libsodium. Points and scalars are 32 bytes each; every function
// here checks that before libsodium reads them.
import CSodium

/// The group ristretto255 of libsodium: points and scalars as their 32 bytes.
enum Ristretto255 {
    /// The neutral element; schnorrkel takes it as a public key like any other.
    static let identity = [UInt8](repeating: 0, count: 32)

    /// Whether the bytes are the one valid encoding of a point.
    static func isPoint(_ bytes: [UInt8]) -> Bool {
        bytes.count == 32 && crypto_core_ristretto255_is_valid_point(bytes) == 1
    }

    /// Whether the bytes are below the order of the group. Not in constant time: for scalars that everybody may see.
    static func isScalar(_ bytes: [UInt8]) -> Bool {
        bytes.count == 32 && reduce(bytes + identity) == bytes
    }

    /// 64 bytes as a number, modulo the order of the group.
    static func reduce(_ wide: [UInt8]) -> [UInt8] {
        precondition(wide.count == 64)
        var scalar = [UInt8](repeating: 0, count: 32)
        crypto_core_ristretto255_scalar_reduce(&scalar, wide)
        return scalar
    }

    /// `scalar * base - factor * point`; nil where `point` is none. For numbers that everybody may see.
    static func combination(base scalar: [UInt8], minus factor: [UInt8], times point: [UInt8]) -> [UInt8]? {
        guard scalar.count == 32, factor.count == 32, isPoint(point) else { return nil }
        // libsodium answers -1 where the product is the identity, which then is what stands in the result.
        var ofBase = identity, ofPoint = identity, difference = identity
        _ = crypto_scalarmult_ristretto255_base(&ofBase, scalar)
        _ = crypto_scalarmult_ristretto255(&ofPoint, factor, point)
        guard crypto_core_ristretto255_sub(&difference, ofBase, ofPoint) == 0 else { return nil }
        return difference
    }
}

extension Ristretto255 {
    /// `scalar * base`, in constant time.
    static func point(of scalar: SecretBytes) -> [UInt8] {
        precondition(scalar.count == 32)
        var point = identity
        scalar.withBytes { _ = crypto_scalarmult_ristretto255_base(&point, $0) }
        return point
    }

    /// 64 secret bytes as a number, modulo the order of the group.
    static func reduce(_ wide: SecretBytes) throws -> SecretBytes {
        precondition(wide.count == 64)
        return try SecretBytes(count: 32) { scalar in
            wide.withBytes { crypto_core_ristretto255_scalar_reduce(scalar, $0) }
        }
    }

    /// `factor * key + nonce`, modulo the order of the group.
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
