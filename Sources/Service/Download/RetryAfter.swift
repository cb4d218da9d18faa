#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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
