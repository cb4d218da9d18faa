/// JSON as it was written: keys in their order, repeated ones too, numbers and strings as places in the text.
///
/// Nothing is copied out of the text until it is asked for, so a secret in it is in one place only.
struct JSONDocument {
    enum Value: Equatable {
        case null
        case bool(Bool)
        /// Digits, perhaps with a sign.
        case integer(Range<Int>)
        /// With a fraction or an exponent.
        case number(Range<Int>)
        /// What stands between the quotes, escapes as they are.
        case string(Range<Int>)
        case array([Value])
        case object([Member])
    }

    struct Member: Equatable {
        /// What stands between the quotes.
        var name: Range<Int>
        var value: Value
    }

    let text: [UInt8]
    let root: Value

    /// Reads all of the text (RFC 8259, in UTF-8). Throws `jsonInvalid`.
    init(_ text: [UInt8], limits: JSONLimits = JSONLimits()) throws(ChainError) {
        var reader = JSONReader(text, limits: limits)
        root = try reader.readDocument()
        self.text = text
    }
}

extension JSONDocument {
    /// The members by name; of those that are repeated, the last. Nil where the value is no object.
    func members(of value: Value) -> [String: Value]? {
        guard case .object(let members) = value else { return nil }
        return Dictionary(members.map { (string($0.name), $0.value) }) { _, last in last }
    }

    /// The string's text, half surrogate pairs mended. Nil where the value is no string.
    func string(of value: Value?) -> String? {
        guard case .string(let range) = value else { return nil }
        return string(range)
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: JSONString.codeUnits(text[range]), as: UTF16.self)
    }

    /// Finite, or nil.
    func double(of value: Value?) -> Double? {
        switch value {
        case .integer(let range), .number(let range):
            let number = Double(String(decoding: text[range], as: UTF8.self))
            return number.flatMap { $0.isFinite ? $0 : nil }
        default: return nil
        }
    }
}
