/// Text from a request, fit for a line of a log: no control characters, no more than so long.
enum LogText {
    static func line(_ text: String, limit: Int = 80) -> String {
        let safe = text.unicodeScalars.prefix(limit).map { scalar in
            scalar.value >= 0x20 && scalar.value < 0x7F ? Character(scalar) : "?"
        }
        return String(safe) + (text.unicodeScalars.count > limit ? "…" : "")
    }
}
