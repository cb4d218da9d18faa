import Foundation

/// Encodes values as JSON, with snake_case keys.
enum JSONText {
    /// Returns a string as a JSON string, in quotes.
    static func quoted(_ text: String) -> String {
        String(decoding: bytes(text), as: UTF8.self)
    }

    /// Returns a value as JSON with sorted keys, or `null` if it cannot be encoded.
    static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return (try? Array(encoder.encode(value))) ?? Array("null".utf8)
    }
}
