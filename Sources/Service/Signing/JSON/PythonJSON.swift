/// Rewrites JSON as Python's `json.dumps(json.loads(text))` does: with `", "` and `": "` as separators, all characters
/// outside ASCII escaped, keys in their order, and numbers formatted by `repr`.
struct PythonJSON {
    private let document: JSONDocument
    private var output: [UInt8] = []

    private init(_ document: JSONDocument) {
        self.document = document
        output.reserveCapacity(document.text.count + document.text.count / 4)
    }

    /// Returns the rewritten text. Throws `jsonInvalid`.
    static func rewritten(_ text: [UInt8], limits: JSONLimits = JSONLimits()) throws(SigningError) -> [UInt8] {
        let document = try JSONDocument(text, limits: limits)
        var writer = PythonJSON(document)
        writer.write(document.root)
        return writer.output
    }

    private mutating func write(_ value: JSONDocument.Value) {
        switch value {
        case .null: output += "null".utf8
        case .bool(let flag): output += (flag ? "true" : "false").utf8
        case .integer(let range):
            output += document.text[range] == Self.minusZero ? [UInt8(ascii: "0")] : document.text[range]
        case .number(let range): output += PythonFloat.text(String(decoding: document.text[range], as: UTF8.self)).utf8
        case .string(let range): write(JSONString.codeUnits(document.text[range]))
        case .array(let elements):
            list("[", "]", elements) { $0.write($1) }
        case .object(let members):
            list("{", "}", unique(members)) { writer, member in
                writer.write(member.name)
                writer.output += ": ".utf8
                writer.write(member.value)
            }
        }
    }

    private static let minusZero: ArraySlice<UInt8> = [UInt8(ascii: "-"), UInt8(ascii: "0")]

    private mutating func list<Element>(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ elements: [Element],
        each write: (inout PythonJSON, Element) -> Void
    ) {
        output.append(UInt8(ascii: open))
        for (index, element) in elements.enumerated() {
            if index > 0 { output += ", ".utf8 }
            write(&self, element)
        }
        output.append(UInt8(ascii: close))
    }

    /// Returns the members as a Python `dict` keeps them: a repeated key stays at its first position with its last
    /// value.
    private func unique(_ members: [JSONDocument.Member]) -> [(name: [UInt16], value: JSONDocument.Value)] {
        var places: [[UInt16]: Int] = [:]
        var unique: [(name: [UInt16], value: JSONDocument.Value)] = []
        for member in members {
            let name = JSONString.codeUnits(document.text[member.name])
            if let place = places[name] {
                unique[place].value = member.value
            } else {
                places[name] = unique.count
                unique.append((name, member.value))
            }
        }
        return unique
    }

    private mutating func write(_ string: [UInt16]) {
        output.append(UInt8(ascii: "\""))
        for unit in string {
            switch unit {
            case 0x22: output += "\\\"".utf8
            case 0x5C: output += "\\\\".utf8
            case 0x0A: output += "\\n".utf8
            case 0x0D: output += "\\r".utf8
            case 0x09: output += "\\t".utf8
            case 0x0C: output += "\\f".utf8
            case 0x08: output += "\\b".utf8
            case 0x20...0x7E: output.append(UInt8(unit))
            default: escape(unit)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ unit: UInt16) {
        output.append(UInt8(ascii: "\\"))
        output.append(UInt8(ascii: "u"))
        for shift: UInt16 in [12, 8, 4, 0] { output.append(Hex.digit(UInt8(unit >> shift & 15))) }
    }
}
