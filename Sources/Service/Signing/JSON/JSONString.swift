/// Decodes the contents of a JSON string that the reader has validated.
///
/// The result is in UTF-16, because JSON's escapes are UTF-16 and no other encoding can represent an unpaired
/// surrogate.
enum JSONString {
    /// The characters that may follow a backslash, and the code units that they stand for.
    static let escapes: [UInt8: UInt16] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    /// Returns the code units of a validated string.
    static func codeUnits(_ text: ArraySlice<UInt8>) -> [UInt16] {
        var units: [UInt16] = []
        units.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.first {
            if byte == UInt8(ascii: "\\") {
                let letter = rest.dropFirst().first ?? 0
                let isUnicode = letter == UInt8(ascii: "u")
                units.append(isUnicode ? codeUnit(rest.dropFirst(2).prefix(4)) ?? 0xFFFD : escapes[letter] ?? 0xFFFD)
                rest = rest.dropFirst(isUnicode ? 6 : 2)
            } else if let scalar = UTF8Scalar(rest) {
                if scalar.value > 0xFFFF {
                    units.append(UInt16(0xD800 + (scalar.value - 0x10000) >> 10))
                    units.append(UInt16(0xDC00 + (scalar.value - 0x10000) & 0x3FF))
                } else {
                    units.append(UInt16(scalar.value))
                }
                rest = rest.dropFirst(scalar.byteCount)
            } else {
                units.append(0xFFFD)
                rest = rest.dropFirst()
            }
        }
        return units
    }

    /// Parses four hexadecimal digits.
    static func codeUnit(_ digits: ArraySlice<UInt8>) -> UInt16? {
        Hex.bytes(Array(digits), count: 2).map { UInt16($0[0]) << 8 | UInt16($0[1]) }
    }
}
