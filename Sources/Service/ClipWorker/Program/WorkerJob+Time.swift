extension WorkerJob {
    /// The share of the remaining time that is reserved for the work after the last picture.
    private static let reserve = 0.1
    /// The smallest reserve, in seconds.
    private static let leastReserve = 0.3

    /// How long the worker may work, in seconds from now, before it must answer with what it has.
    var workingSeconds: Double {
        let left = -MonotonicClock.seconds(since: due)
        return max(0.05, left - max(Self.leastReserve, left * Self.reserve))
    }
}
