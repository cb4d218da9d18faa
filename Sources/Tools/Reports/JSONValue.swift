package import Foundation

/// A figure or a tree of figures for a JSON report.
package indirect enum JSONValue: Sendable, Encodable {
    /// Members by name. A later member replaces an earlier one with the same name.
    case object([(String, JSONValue)])
    /// Values in order.
    case array([JSONValue])
    /// A number with six decimals; null if it is not finite, which means that the figure is unknown.
    case number(Double)
    /// An integer.
    case count(Int)
    /// A text.
    case string(String)
    /// Nothing.
    case null

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Encodes the value; see `JSONValue` for the format of each case.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for (name, value) in members { try container.encode(value, forKey: Key(stringValue: name)) }
        case .array(let values):
            var container = encoder.unkeyedContainer()
            for value in values { try container.encode(value) }
        case .number(let value):
            var container = encoder.singleValueContainer()
            if value.isFinite {
                try container.encode((value * 1e6).rounded() / 1e6)
            } else {
                try container.encodeNil()
            }
        case .count(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .string(let value):
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        }
    }
}

/// The format of all JSON reports: indented, with sorted keys and a line feed at the end.
package enum ReportJSON {
    /// Encodes a report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - keys: How property names become keys. `.convertToSnakeCase` also changes the keys of dictionaries.
    /// - Throws: `EncodingError` for a number that JSON cannot represent.
    package static func encode(
        _ report: some Encodable, keys: JSONEncoder.KeyEncodingStrategy = .useDefaultKeys
    ) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = keys
        return try Array(encoder.encode(report)) + Array("\n".utf8)
    }
}
