import HTTPTypes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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

/// What tells one version of a file on a server from another.
struct FileVersion: Hashable, Sendable {
    var etag: String?
    var lastModified: String?

    init(_ headers: HTTPFields) {
        etag = headers[values: .eTag].first
        lastModified = headers[values: .lastModified].first
    }

    /// For `If-Range`, which takes no weak tag (RFC 9110, section 13.1.5).
    var condition: String? {
        if let etag, !etag.hasPrefix("W/") { return etag }
        return lastModified
    }

    /// Whether both say enough to know that they are different.
    func contradicts(_ other: FileVersion) -> Bool {
        if let mine = etag, let theirs = other.etag { return Self.opaque(mine) != Self.opaque(theirs) }
        if let mine = lastModified, let theirs = other.lastModified { return mine != theirs }
        return false
    }

    private static func opaque(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }
}

/// The header in which a server says when to come back: seconds, or a date (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// The wait from `now`, in seconds since 1970; nil where the header says nothing that makes sense.
    static func wait(_ header: String, now: Int = time(nil)) -> Duration? {
        if let seconds = Int(header) { return seconds >= 0 ? .seconds(min(seconds, 1_000_000)) : nil }
        guard let then = seconds(ofDate: header) else { return nil }
        return .seconds(min(max(0, then - now), 1_000_000))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func seconds(ofDate header: String) -> Int? {
        let words = header.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int32(words[1]), let year = Int32(words[3]),
            let month = months.firstIndex(of: String(words[2])), (1970...9999).contains(year)
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int32($0) }
        guard clock.count == 3 else { return nil }
        var date = tm()
        date.tm_year = year - 1900
        date.tm_mon = Int32(month)
        date.tm_mday = day
        (date.tm_hour, date.tm_min, date.tm_sec) = (clock[0], clock[1], clock[2])
        return timegm(&date)
    }
}
