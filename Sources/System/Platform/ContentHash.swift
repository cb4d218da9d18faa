/// A 64-bit hash (FNV-1a; Fowler, Noll and Vo) that distinguishes contents. It doesn't protect against deliberate
/// collisions.
public struct ContentHash: Sendable {
    @usableFromInline var state: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Makes the hash of no bytes.
    public init() {}

    /// Makes the hash of these bytes.
    @inlinable
    public init(_ bytes: some Sequence<UInt8>) {
        add(bytes)
    }

    /// Adds bytes to the hash.
    @inlinable
    public mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// The hash as 16 hexadecimal digits.
    public var text: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
