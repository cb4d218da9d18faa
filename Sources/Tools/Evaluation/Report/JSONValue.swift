/// JSON with its keys in the order they were put, and without digits that say nothing.
indirect enum JSONValue {
    case object([(String, JSONValue)])
    case number(Double)
    case count(Int)
    case string(String)

    /// Six decimals; what isn't a number is null, which says that it can't be known.
    func text(indentation: Int = 0) -> String {
        switch self {
        case .number(let value): value.isFinite ? Self.trimmed(value.text(decimals: 6)) : "null"
        case .count(let value): "\(value)"
        case .string(let value): Self.quoted(value)
        case .object(let members):
            if members.isEmpty {
                "{}"
            } else {
                Self.braced(
                    members.map { "\(Self.quoted($0.0)): \($0.1.text(indentation: indentation + 2))" },
                    indentation: indentation)
            }
        }
    }

    private static func braced(_ members: [String], indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation)
        return "{\n" + members.map { "\(margin)  \($0)" }.joined(separator: ",\n") + "\n\(margin)}"
    }

    private static func trimmed(_ number: String) -> String {
        guard number.contains(".") else { return number == "-" ? "null" : number }
        let digits = number.reversed().drop { $0 == "0" }
        return String(digits.drop { $0 == "." }.reversed())
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
