import Dispatch

/// The monotonic clock that all processes of a machine share.
package enum MonotonicClock {
    /// Returns the nanoseconds since the machine started.
    package static func nanoseconds() -> UInt64 {
        DispatchTime.now().uptimeNanoseconds
    }

    /// Returns the seconds from `start` to now; negative if `start` lies in the future.
    package static func seconds(since start: UInt64) -> Double {
        let now = nanoseconds()
        return now >= start ? Double(now - start) * 1e-9 : -Double(start - now) * 1e-9
    }
}
