/// One job for a worker process.
package struct WorkerJob: Codable, Sendable, Hashable {
    package enum Kind: Codable, Sendable, Hashable {
        /// A clip, answered in the subnet's format.
        case clip(url: String, challengeID: String)
        /// A body of `/predict`, which the worker parses. The body is sent before the job.
        case predict
    }

    var kind: Kind
    /// The number of the job within its worker, from 1. Cancellations refer to it.
    package var number = 0
    /// Where to store the clip, or `nil` if it is not kept.
    var copy: ClipCopy?
    /// When the request arrived, in nanoseconds of the monotonic clock that all processes share. `processing_time`
    /// starts here.
    package var arrival: UInt64
    /// When the response is due, in nanoseconds of the same clock.
    package var due: UInt64

    package init(kind: Kind, copy: ClipCopy? = nil, arrival: UInt64, due: UInt64) {
        self.kind = kind
        self.copy = copy
        self.arrival = arrival
        self.due = due
    }
}
