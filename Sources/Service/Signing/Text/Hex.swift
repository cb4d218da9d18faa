/// Converts between bytes and hexadecimal digits.
enum Hex {
    /// Returns the digit for a value from 0 to 15, in lower case.
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// Returns two lower-case digits per byte, without a prefix.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digit($0 >> 4), digit($0 & 15)] }, as: UTF8.self)
    }

    /// Decodes exactly `count` bytes from digits in either case, with or without `0x`. Returns `nil` for anything else.
    static func bytes(_ text: some Collection<UInt8>, count: Int) -> [UInt8]? {
        let prefixed = text.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "x")])
        let digits = text.dropFirst(prefixed ? 2 : 0)
        guard digits.count == 2 * count else { return nil }
        var bytes = [UInt8]()
        bytes.reserveCapacity(count)
        var high: UInt8?
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
