/// The rows of numbers in a text: one row a line, numbers separated by commas, blanks or both.
struct NumberTable {
    struct Row {
        /// Counted from 1.
        var line: Int
        var values: [Double]
    }

    private(set) var rows: [Row] = []

    /// - Throws: `malformed` with the line where something isn't a finite number.
    init(_ bytes: [UInt8], source: String) throws(EvaluationError) {
        var line = 1
        var values: [Double] = []
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count {
            if Self.isSeparator(bytes[at]) {
                at += 1
            } else if Self.isLineEnd(bytes[at]) {
                if !values.isEmpty { rows.append(Row(line: line, values: values)) }
                values.removeAll(keepingCapacity: true)
                if bytes[at] == UInt8(ascii: "\n") { line += 1 }
                at += 1
            } else {
                let start = at
                while at < bytes.count, !Self.isSeparator(bytes[at]), !Self.isLineEnd(bytes[at]) { at += 1 }
                guard let value = DecimalNumber.parse(bytes[start..<at]) else {
                    let text = String(decoding: bytes[start..<min(at, start + 40)], as: UTF8.self)
                    throw EvaluationError(.malformed, "\"\(text)\" is not a number.", source: source, line: line)
                }
                values.append(value)
            }
        }
        if !values.isEmpty { rows.append(Row(line: line, values: values)) }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
