extension WorkerJob {
    /// Of the time that is left, what is kept for what follows the last picture.
    private static let reserve = 0.1
    private static let leastReserve = 0.3

    /// Seconds from now on after which a job has to answer with what it has.
    var workingSeconds: Double {
        let left = -MonotonicClock.seconds(since: due)
        return max(0.05, left - max(Self.leastReserve, left * Self.reserve))
    }
}
