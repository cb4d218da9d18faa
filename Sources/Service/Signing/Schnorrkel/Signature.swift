/// An sr25519 signature: 32 bytes of a point and 32 of a scalar, whose highest bit marks it as schnorrkel's.
public struct Signature: Hashable, Sendable {
    /// The 64 bytes, including the marker.
    public let bytes: [UInt8]

    /// Creates a signature. Returns `nil` unless there are 64 bytes, the marker is set, and the scalar is below the
    /// order of the group. Without the last check, anyone could derive a second signature from the first.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 64, bytes[63] & 128 != 0 else { return nil }
        self.bytes = bytes
        guard Ristretto255.isScalar(scalar) else { return nil }
    }

    /// Parses `0x` and 128 hexadecimal digits. Throws `signatureInvalid`.
    public init(_ text: String) throws(SigningError) {
        let digits = text.utf8.prefix(131)
        guard text.hasPrefix("0x"), let bytes = Hex.bytes(digits, count: 64), let signature = Signature(bytes: bytes)
        else {
            throw SigningError(.signatureInvalid, "An sr25519 signature must be 0x and 128 hexadecimal digits.")
        }
        self = signature
    }

    init(point: [UInt8], scalar: [UInt8]) {
        bytes = point + scalar.dropLast() + [scalar[31] | 128]
    }

    var point: [UInt8] { Array(bytes[..<32]) }
    var scalar: [UInt8] { bytes[32..<63] + [bytes[63] & 127] }
}

extension Signature: CustomStringConvertible {
    /// The signature as `0x` and 128 hexadecimal digits.
    public var description: String { "0x" + Hex.text(bytes) }
}
