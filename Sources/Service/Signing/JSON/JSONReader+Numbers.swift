extension JSONReader {
    mutating func readNumber() throws(SigningError) -> JSONDocument.Value {
        let start = index
        if next == UInt8(ascii: "-") { index += 1 }
        let first = next
        let digits = skipDigits()
        guard digits > 0 else { throw failure("a value is not valid JSON") }
        guard digits == 1 || first != UInt8(ascii: "0") else { throw failure("a number starts with 0") }
        guard digits <= limits.integerDigits else { throw failure("a number is too long") }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            isInteger = false
            index += 1
            guard skipDigits() > 0 else { throw failure("a number ends with its decimal point") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            index += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
            guard skipDigits() > 0 else { throw failure("a number has no exponent after the e") }
        }
        return isInteger ? .integer(start..<index) : .number(start..<index)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        return index - start
    }
}
