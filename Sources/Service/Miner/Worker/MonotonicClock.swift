import Dispatch

/// The clock that every process of a machine reads alike.
enum MonotonicClock {
    /// Nanoseconds since the machine started.
    static func nanoseconds() -> UInt64 {
        DispatchTime.now().uptimeNanoseconds
    }

    /// Seconds from `start` to now; negative where `start` is to come.
    static func seconds(since start: UInt64) -> Double {
        let now = nanoseconds()
        return now >= start ? Double(now - start) * 1e-9 : -Double(start - now) * 1e-9
    }
}
