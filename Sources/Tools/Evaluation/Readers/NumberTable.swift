/// The numbers in a text, row by row. Commas, blanks or both separate the numbers of a line.
struct NumberTable {
    struct Row {
        /// The line number, from 1.
        var line: Int
        var values: [Double]
    }

    private(set) var rows: [Row] = []

    /// Parses a text. Throws `malformed` with the line of the first item that is not a finite number.
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

/// A fast parser for decimal numbers; a ground truth file contains about a million of them.
enum DecimalNumber {
    /// Returns the value of a text, or `nil` if it is not a finite number.
    static func parse(_ bytes: ArraySlice<UInt8>) -> Double? {
        if let value = parsePlain(bytes) { return value }
        guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    /// Parses digits with at most one decimal point. A mantissa below 2^53 and a power of ten up to 10^22 are exact, so
    /// their quotient is rounded only once and equals the result of the slow parser. Returns `nil` if this does not
    /// apply.
    private static func parsePlain(_ bytes: ArraySlice<UInt8>) -> Double? {
        var digits = bytes
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        var mantissa: Int64 = 0
        var decimals: Int?
        var hasDigits = false
        for byte in digits {
            if byte == UInt8(ascii: "."), decimals == nil {
                decimals = 0
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
                guard mantissa < 1 << 53 else { return nil }
                decimals = decimals.map { $0 + 1 }
                hasDigits = true
            } else {
                return nil
            }
        }
        guard hasDigits, decimals ?? 0 < powersOfTen.count else { return nil }
        let value = Double(mantissa) / powersOfTen[decimals ?? 0]
        return isNegative ? -value : value
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
