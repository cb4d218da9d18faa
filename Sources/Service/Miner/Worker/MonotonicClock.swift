import CDispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The clock that every process of a machine reads alike.
enum MonotonicClock {
    /// Nanoseconds since the machine started.
    static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(max(time.tv_sec, 0)) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Seconds from `start` to now; negative where `start` is to come.
    static func seconds(since start: UInt64) -> Double {
        let now = nanoseconds()
        return now >= start ? Double(now - start) * 1e-9 : -Double(start - now) * 1e-9
    }
}
