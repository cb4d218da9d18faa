/// A Unicode scalar at the start of UTF-8 bytes (RFC 3629: shortest form, no surrogates, at most U+10FFFF).
struct UTF8Scalar {
    let value: UInt32
    let byteCount: Int

    /// Decodes the first scalar. Returns `nil` if the bytes do not start with a valid one.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first else { return nil }
        let (count, smallest): (Int, UInt32)
        switch first {
        case 0x00...0x7F: (count, smallest) = (1, 0)
        case 0xC2...0xDF: (count, smallest) = (2, 0x80)
        case 0xE0...0xEF: (count, smallest) = (3, 0x800)
        case 0xF0...0xF4: (count, smallest) = (4, 0x10000)
        default: return nil
        }
        guard bytes.count >= count else { return nil }
        var value = count == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(count))
        for byte in bytes.dropFirst().prefix(count - 1) {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard value >= smallest, Unicode.Scalar(value) != nil else { return nil }
        self.value = value
        byteCount = count
    }
}
