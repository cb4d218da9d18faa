/// An account's 32 bytes and the number of the chain they are meant for, as people write them.
///
/// One or two bytes of format, 32 of account, two of checksum, in base 58
/// (Substrate's SS58; 42 is "any chain" and what the subnet uses).
public struct SS58Address: Hashable, Sendable {
    /// 0 to 16383, without 46 and 47, which are reserved.
    public let format: UInt16
    /// 32 bytes.
    public let account: [UInt8]

    /// Nil unless there are 32 bytes and a format that can be written.
    public init?(account: [UInt8], format: UInt16 = 42) {
        guard account.count == 32, format < 16384, format != 46, format != 47 else { return nil }
        self.account = account
        self.format = format
    }

    /// Reads an address of any format. Throws `addressInvalid`.
    public init(_ text: String) throws(ChainError) {
        func failure(_ why: String) -> ChainError {
            ChainError(.addressInvalid, "This is no SS58 address: \(why).", context: Self.shortened(text))
        }
        // 36 bytes are 50 digits at most.
        guard let bytes = Base58.bytes(text, limit: 50) else {
            throw failure("it is too long or has a character outside base 58")
        }
        guard let first = bytes.first, first < 128 else { throw failure("its format is not one that is in use") }
        let prefix = first < 64 ? 1 : 2
        guard bytes.count == prefix + 34 else { throw failure("it doesn't hold an account of 32 bytes") }
        let account = Array(bytes[prefix..<prefix + 32])
        let format = first < 64 ? UInt16(first) : Self.wideFormat(first, bytes[1])
        guard let address = SS58Address(account: account, format: format), first < 64 || format >= 64 else {
            throw failure("its format is not one that is in use")
        }
        guard bytes.suffix(2) == Self.checksum(bytes.dropLast(2)) else {
            throw failure("its checksum is wrong, so a character is")
        }
        self = address
    }

    /// The lower six bits of the format are in the first byte, the upper six in the second; the two between, above.
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
    public var description: String {
        let payload = prefix + account
        return Base58.text(payload + Self.checksum(payload))
    }
}
