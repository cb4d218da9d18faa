/// JSON in its original form: keys in their order, including repeated ones, with numbers and strings as ranges of the
/// text.
///
/// Nothing is copied from the text before it is requested, so a secret in it exists only once.
struct JSONDocument {
    enum Value: Equatable {
        case null
        case bool(Bool)
        /// A number of digits, with an optional sign.
        case integer(Range<Int>)
        /// A number with a fraction or an exponent.
        case number(Range<Int>)
        /// The text between the quotes, with escapes unresolved.
        case string(Range<Int>)
        case array([Value])
        case object([Member])
    }

    struct Member: Equatable {
        /// The text between the quotes.
        var name: Range<Int>
        var value: Value
    }

    let text: [UInt8]
    let root: Value

    /// Parses the whole text (RFC 8259, in UTF-8). Throws `jsonInvalid`.
    init(_ text: [UInt8], limits: JSONLimits = JSONLimits()) throws(SigningError) {
        var reader = JSONReader(text, limits: limits)
        root = try reader.readDocument()
        self.text = text
    }
}

extension JSONDocument {
    /// Returns the members of an object by name, or `nil` if the value is not an object. The last of several members
    /// with the same name counts.
    func members(of value: Value) -> [String: Value]? {
        guard case .object(let members) = value else { return nil }
        return Dictionary(members.map { (string($0.name), $0.value) }) { _, last in last }
    }

    /// Returns a string with unpaired surrogates replaced, or `nil` if the value is not a string.
    func string(of value: Value?) -> String? {
        guard case .string(let range) = value else { return nil }
        return string(range)
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: JSONString.codeUnits(text[range]), as: UTF16.self)
    }

    /// Returns a finite number, or `nil` if the value is not one.
    func double(of value: Value?) -> Double? {
        switch value {
        case .integer(let range), .number(let range):
            let number = Double(String(decoding: text[range], as: UTF8.self))
            return number.flatMap { $0.isFinite ? $0 : nil }
        default: return nil
        }
    }
}
