package import Foundation

/// A figure or a tree of figures for a JSON report.
package indirect enum JSONValue: Sendable, Encodable {
    /// Members by their names. Later ones replace earlier ones of the same name.
    case object([(String, JSONValue)])
    /// Six decimals; null for what isn't a finite number, which says that the figure can't be known.
    case number(Double)
    /// A whole number.
    case count(Int)
    /// A text.
    case string(String)

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for (name, value) in members { try container.encode(value, forKey: Key(stringValue: name)) }
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
        }
    }
}

/// The form that all JSON reports share: indented, keys in alphabetical order, a line feed at the end.
package enum ReportJSON {
    /// Encodes a report.
    /// - Parameters:
    ///   - report: what to encode.
    ///   - keys: how property names become keys. `.convertToSnakeCase` also changes the keys of dictionaries.
    /// - Throws: `EncodingError` for a number that JSON can't hold.
    package static func encode(
        _ report: some Encodable, keys: JSONEncoder.KeyEncodingStrategy = .useDefaultKeys
    ) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = keys
        return try Array(encoder.encode(report)) + Array("\n".utf8)
    }
}
