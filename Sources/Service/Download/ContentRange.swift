/// The header that says which part of a file an answer holds (RFC 9110, section 14.4).
struct ContentRange: Hashable, Sendable {
    /// Nil where the part asked for doesn't exist.
    var part: Range<Int64>?
    /// Nil where the server keeps it to itself.
    var size: Int64?

    /// Reads `bytes 0-99/1000`, `bytes 0-99/*` and `bytes */1000`.
    init?(_ header: String) {
        let words = header.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let sides = words[1].split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return nil }
        if sides[1] != "*" {
            guard let size = Self.number(sides[1]) else { return nil }
            self.size = size
        }
        if sides[0] == "*" {
            if size == nil { return nil }
            return
        }
        let ends = sides[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]), first <= last,
            last < Int64.max, last < size ?? .max
        else { return nil }
        part = first..<last + 1
    }

    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }
}
