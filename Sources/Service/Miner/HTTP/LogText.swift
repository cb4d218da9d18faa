/// Makes text from a request safe for a log line: printable ASCII only, and a limited length.
enum LogText {
    /// Returns the text with every other character replaced by `?`, cut after `limit` characters.
    static func line(_ text: String, limit: Int = 80) -> String {
        let safe = text.unicodeScalars.prefix(limit).map { scalar in
            scalar.value >= 0x20 && scalar.value < 0x7F ? Character(scalar) : "?"
        }
        return String(safe) + (text.unicodeScalars.count > limit ? "…" : "")
    }
}
