/// A parser that scans JSON text once, from the start, and records the ranges of its values.
struct JSONReader {
    let text: [UInt8]
    let limits: JSONLimits
    var index = 0
    private var values = 0

    init(_ text: [UInt8], limits: JSONLimits) {
        self.text = text
        self.limits = limits
    }

    mutating func readDocument() throws(SigningError) -> JSONDocument.Value {
        guard text.count <= limits.bytes else { throw failure("it exceeds \(limits.bytes) bytes") }
        let root = try readValue(depth: 0)
        skipSpace()
        guard index == text.count else { throw failure("there is text after its end") }
        return root
    }

    private mutating func readValue(depth: Int) throws(SigningError) -> JSONDocument.Value {
        guard depth <= limits.depth else { throw failure("it is nested more than \(limits.depth) levels deep") }
        values += 1
        guard values <= limits.values else { throw failure("it has more than \(limits.values) values") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try readMembers(depth: depth))
        case UInt8(ascii: "["): return .array(try readElements(depth: depth))
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", .null)
        default: return try readNumber()
        }
    }

    private mutating func readMembers(depth: Int) throws(SigningError) -> [JSONDocument.Member] {
        var members: [JSONDocument.Member] = []
        index += 1
        if skips("}") { return members }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("a name is missing") }
            let name = try readString()
            guard skips(":") else { throw failure("a colon is missing") }
            members.append(.init(name: name, value: try readValue(depth: depth + 1)))
        } while skips(",")
        guard skips("}") else { throw failure("a comma or a brace is missing") }
        return members
    }

    private mutating func readElements(depth: Int) throws(SigningError) -> [JSONDocument.Value] {
        var elements: [JSONDocument.Value] = []
        index += 1
        if skips("]") { return elements }
        repeat { elements.append(try readValue(depth: depth + 1)) } while skips(",")
        guard skips("]") else { throw failure("a comma or a bracket is missing") }
        return elements
    }

    private mutating func readWord(_ word: StaticString, _ value: JSONDocument.Value) throws(SigningError)
        -> JSONDocument.Value
    {
        let end = index + word.utf8CodeUnitCount
        guard end <= text.count, word.withUTF8Buffer({ text[index..<end].elementsEqual($0) }) else {
            throw failure("a value is not valid JSON")
        }
        index = end
        return value
    }
}

extension JSONReader {
    var next: UInt8? { index < text.count ? text[index] : nil }

    func failure(_ why: String) -> SigningError {
        SigningError(.jsonInvalid, "This JSON cannot be read: \(why).", context: "at byte \(index)")
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    /// Skips whitespace and then the given character. Returns `false` if another character follows the whitespace.
    private mutating func skips(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }
}
