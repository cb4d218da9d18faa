extension JSONReader {
    /// Returns the range between the quotes. Validates it completely, so that decoding it later cannot fail.
    mutating func readString() throws(SigningError) -> Range<Int> {
        index += 1
        let start = index
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return start..<index - 1
            case UInt8(ascii: "\\"):
                try skipEscape()
            case ..<0x20:
                throw failure("a string contains an unescaped control character")
            case 0x80...:
                guard let scalar = UTF8Scalar(text[index...]) else { throw failure("a string is not valid UTF-8") }
                index += scalar.byteCount
            default:
                index += 1
            }
        }
        throw failure("a string has no closing quote")
    }

    private mutating func skipEscape() throws(SigningError) {
        index += 1
        guard let letter = next else { throw failure("a string has no closing quote") }
        index += 1
        if letter == UInt8(ascii: "u") {
            guard index + 4 <= text.count, JSONString.codeUnit(text[index..<index + 4]) != nil else {
                throw failure("a string contains a \\u escape without four hexadecimal digits")
            }
            index += 4
        } else if JSONString.escapes[letter] == nil {
            throw failure("a string contains an invalid escape")
        }
    }
}
