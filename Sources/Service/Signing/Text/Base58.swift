/// Bitcoin's base 58, whose alphabet omits 0, O, I and l. A leading zero byte becomes a leading `1`.
///
/// The time grows with the square of the length, so decoding has a limit.
enum Base58 {
    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    /// The value of each digit by its byte; 255 for all other bytes.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    static func text(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        for byte in bytes.drop(while: { $0 == 0 }) {
            var carry = Int(byte)
            for index in digits.indices {
                carry += Int(digits[index]) << 8
                digits[index] = UInt8(carry % 58)
                carry /= 58
            }
            while carry > 0 {
                digits.append(UInt8(carry % 58))
                carry /= 58
            }
        }
        digits += repeatElement(0, count: bytes.prefix { $0 == 0 }.count)
        return String(decoding: digits.reversed().map { alphabet[Int($0)] }, as: UTF8.self)
    }

    /// Decodes a text. Returns `nil` if it contains an invalid character or more than `limit` characters.
    static func bytes(_ text: String, limit: Int) -> [UInt8]? {
        let digits = text.utf8.prefix(limit + 1)
        guard digits.count <= limit else { return nil }
        var bytes: [UInt8] = []
        for digit in digits.drop(while: { $0 == alphabet[0] }) {
            let value = values[Int(digit)]
            guard value != 255 else { return nil }
            var carry = Int(value)
            for index in bytes.indices {
                carry += Int(bytes[index]) * 58
                bytes[index] = UInt8(carry & 255)
                carry >>= 8
            }
            if carry > 0 { bytes.append(UInt8(carry)) }
        }
        bytes += repeatElement(0, count: digits.prefix { $0 == alphabet[0] }.count)
        return bytes.reversed()
    }
}
