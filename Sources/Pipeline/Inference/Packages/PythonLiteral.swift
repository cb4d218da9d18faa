/// Reads the Python literals that Ultralytics writes into a model's metadata.
enum PythonLiteral {
    /// `{0: 'ball', 1: 'player'}` as the names in order; nil where it isn't such a list from 0 without gaps.
    static func names(_ text: String) -> [String]? {
        var byIndex: [Int: String] = [:]
        var rest = text[...].drop { $0.isWhitespace || $0 == "{" }
        while let colon = rest.firstIndex(of: ":") {
            guard let index = Int(trim(rest[..<colon])) else { return nil }
            rest = rest[rest.index(after: colon)...].drop { $0.isWhitespace }
            guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: quote) else { return nil }
            byIndex[index] = String(rest[..<end])
            rest = rest[rest.index(after: end)...].drop { $0.isWhitespace || $0 == "," }
        }
        let names = (0..<byIndex.count).compactMap { byIndex[$0] }
        return names.count == byIndex.count && !names.isEmpty ? names : nil
    }

    /// `[384, 640]` or `640` as numbers; nil where anything else stands there.
    static func integers(_ text: String) -> [Int]? {
        let parts = text.split { "[](), ".contains($0) }
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count && !numbers.isEmpty ? numbers : nil
    }

    private static func trim(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.prefix { !$0.isWhitespace })
    }
}
