extension JSONReader {
    /// What stands between the quotes. All of it is checked here, so that it can be decoded later without a doubt.
    mutating func readString() throws(ChainError) -> Range<Int> {
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
                throw failure("a string has a control character that isn't escaped")
            case 0x80...:
                guard let scalar = UTF8Scalar(text[index...]) else { throw failure("a string isn't UTF-8") }
                index += scalar.byteCount
            default:
                index += 1
            }
        }
        throw failure("a string doesn't end")
    }

    private mutating func skipEscape() throws(ChainError) {
        index += 1
        guard let letter = next else { throw failure("a string doesn't end") }
        index += 1
        if letter == UInt8(ascii: "u") {
            guard index + 4 <= text.count, JSONString.codeUnit(text[index..<index + 4]) != nil else {
                throw failure("a string has an escape without four hexadecimal digits")
            }
            index += 4
        } else if JSONString.escapes[letter] == nil {
            throw failure("a string has an escape that JSON doesn't know")
        }
    }
}
