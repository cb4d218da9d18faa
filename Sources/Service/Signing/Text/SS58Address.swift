/// The text form of an account: its 32 bytes and the number of its chain.
///
/// An address consists of one or two bytes of format, 32 bytes of account and two bytes of checksum, in base 58
/// (Substrate's SS58). Format 42 is generic and used by the subnet.
public struct SS58Address: Hashable, Sendable {
    /// The format, 0 to 16383 except the reserved 46 and 47.
    public let format: UInt16
    /// The 32 bytes of the account.
    public let account: [UInt8]

    /// Creates an address. Returns `nil` unless there are 32 bytes and the format is valid.
    public init?(account: [UInt8], format: UInt16 = 42) {
        guard account.count == 32, format < 16384, format != 46, format != 47 else { return nil }
        self.account = account
        self.format = format
    }

    /// Parses an address of any format. Throws `addressInvalid`.
    public init(_ text: String) throws(SigningError) {
        func failure(_ why: String) -> SigningError {
            SigningError(.addressInvalid, "This is not a valid SS58 address: \(why).", context: Self.shortened(text))
        }
        // 36 bytes need at most 50 digits.
        guard let bytes = Base58.bytes(text, limit: 50) else {
            throw failure("it is too long or contains a character outside base 58")
        }
        guard let first = bytes.first, first < 128 else { throw failure("its format is invalid") }
        let prefix = first < 64 ? 1 : 2
        guard bytes.count == prefix + 34 else { throw failure("it does not contain an account of 32 bytes") }
        let account = Array(bytes[prefix..<prefix + 32])
        let format = first < 64 ? UInt16(first) : Self.wideFormat(first, bytes[1])
        guard let address = SS58Address(account: account, format: format), first < 64 || format >= 64 else {
            throw failure("its format is invalid")
        }
        guard bytes.suffix(2) == Self.checksum(bytes.dropLast(2)) else {
            throw failure("its checksum is wrong; check every character")
        }
        self = address
    }

    /// Decodes a two-byte format. The first byte holds bits 2 to 7 of the format, and the second holds bits 0, 1 and 8
    /// to 13.
    private static func wideFormat(_ first: UInt8, _ second: UInt8) -> UInt16 {
        UInt16(first & 63) << 2 | UInt16(second >> 6) | UInt16(second & 63) << 8
    }

    private var prefix: [UInt8] {
        if format < 64 { return [UInt8(format)] }
        return [UInt8(format >> 2 & 63) | 64, UInt8(format >> 8) | UInt8(format & 3) << 6]
    }

    private static func checksum(_ bytes: some Sequence<UInt8>) -> ArraySlice<UInt8> {
        Hashes.blake2b(Array("SS58PRE".utf8) + bytes, count: 64).prefix(2)
    }

    private static func shortened(_ text: String) -> String {
        text.unicodeScalars.count > 60 ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…" : text
    }
}

extension SS58Address: CustomStringConvertible {
    /// The address in base 58.
    public var description: String {
        let payload = prefix + account
        return Base58.text(payload + Self.checksum(payload))
    }
}
