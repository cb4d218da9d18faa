/// One piece of work for a worker process.
struct WorkerJob: Codable, Sendable, Hashable {
    enum Kind: Codable, Sendable, Hashable {
        /// A clip, answered in the subnet's form.
        case clip(url: String, challengeID: String)
        /// A body of `/predict`, which the worker reads: it comes before the job.
        case predict
    }

    var kind: Kind
    /// Which of a worker's jobs it is, from 1 on; what is to be cancelled is called by it.
    var number = 0
    /// Where the clip is to be kept; nil where it isn't.
    var copy: ClipCopy?
    /// Nanoseconds on the machine's monotonic clock, which all processes share: `processing_time` starts there.
    var arrival: UInt64
    /// Nanoseconds on the same clock when the answer is due.
    var due: UInt64
}
