/// The reason why a challenge got no result.
package struct ChallengeFailure: Error, Hashable, Sendable, Codable {
    package enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        /// The body is not what the endpoint expects.
        case invalidRequest
        /// The body exceeds the size limit.
        case bodyTooLarge
        /// The body did not arrive in time.
        case bodyTooSlow
        /// The host policy refuses the clip's address.
        case addressRefused
        /// The clip could not be downloaded.
        case downloadFailed
        /// The downloaded clip cannot be decoded.
        case clipUnreadable
        /// The deadline passed before a single frame was analysed.
        case timedOut
        /// All workers are busy and the queue is full.
        case overloaded
        /// The service is shutting down.
        case stopping
        /// The worker process ended or hung.
        case workerDied
        /// The worker cannot start.
        case notReady
        /// The worker cannot store or run something.
        case workerFailed
        /// The client disconnected.
        case abandoned
    }

    package let code: Code
    /// The problem and its solution, on one line. The client receives it, so it must contain no query strings.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension ChallengeFailure: CustomStringConvertible {
    package var description: String { message }
}
