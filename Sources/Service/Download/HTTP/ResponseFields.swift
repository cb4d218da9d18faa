import HTTPTypes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The value of `Content-Range`, which gives the range of a response (RFC 9110, section 14.4).
struct ContentRange: Hashable, Sendable {
    /// The range, or `nil` if the requested range does not exist.
    var part: Range<Int64>?
    /// The size of the file, or `nil` if the server does not report it.
    var size: Int64?

    /// Parses `bytes 0-99/1000`, `bytes 0-99/*` and `bytes */1000`. Returns `nil` for anything else.
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

/// The fields that identify a version of a file on a server.
struct FileVersion: Hashable, Sendable {
    var etag: String?
    var lastModified: String?

    init(_ headers: HTTPFields) {
        etag = headers[values: .eTag].first
        lastModified = headers[values: .lastModified].first
    }

    /// The value for `If-Range`, which does not allow weak tags (RFC 9110, section 13.1.5).
    var condition: String? {
        if let etag, !etag.hasPrefix("W/") { return etag }
        return lastModified
    }

    /// Returns whether the two certainly differ.
    func contradicts(_ other: FileVersion) -> Bool {
        if let mine = etag, let theirs = other.etag { return Self.opaque(mine) != Self.opaque(theirs) }
        if let mine = lastModified, let theirs = other.lastModified { return mine != theirs }
        return false
    }

    private static func opaque(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }
}

/// Parses `Retry-After`, which holds seconds or a date (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// Returns the wait from `now`, which is in seconds since 1970. Returns `nil` if the header is invalid.
    static func wait(_ header: String, now: Int = time(nil)) -> Duration? {
        if let seconds = Int(header) { return seconds >= 0 ? .seconds(min(seconds, 1_000_000)) : nil }
        guard let then = seconds(ofDate: header) else { return nil }
        return .seconds(min(max(0, then - now), 1_000_000))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Returns the seconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
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
