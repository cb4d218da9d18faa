/// One job for a worker process.
struct WorkerJob: Codable, Sendable, Hashable {
    enum Kind: Codable, Sendable, Hashable {
        /// A clip, answered in the subnet's format.
        case clip(url: String, challengeID: String)
        /// A body of `/predict`, which the worker parses. The body is sent before the job.
        case predict
    }

    var kind: Kind
    /// The number of the job within its worker, from 1. Cancellations refer to it.
    var number = 0
    /// Where to store the clip, or `nil` if it is not kept.
    var copy: ClipCopy?
    /// When the request arrived, in nanoseconds of the monotonic clock that all processes share. `processing_time`
    /// starts here.
    var arrival: UInt64
    /// When the response is due, in nanoseconds of the same clock.
    var due: UInt64
}
