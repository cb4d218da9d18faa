import Foundation

/// Values as JSON.
enum JSONText {
    /// A string in quotes.
    static func quoted(_ text: String) -> String {
        String(decoding: bytes(text), as: UTF8.self)
    }

    static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return (try? Array(encoder.encode(value))) ?? Array("null".utf8)
    }
}
