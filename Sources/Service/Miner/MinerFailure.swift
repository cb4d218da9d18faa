/// Why a challenge got no result.
struct MinerFailure: Error, Hashable, Sendable, Codable {
    enum Code: String, Hashable, Sendable, Codable, CaseIterable {
        /// The body isn't what the endpoint takes.
        case invalidRequest
        /// The body is larger than is read.
        case bodyTooLarge
        /// The body didn't arrive in time.
        case bodyTooSlow
        /// The clip's address may not be asked for.
        case addressRefused
        /// The clip couldn't be fetched.
        case downloadFailed
        /// What was fetched can't be decoded.
        case clipUnreadable
        /// Time was up before a single frame was known.
        case timedOut
        /// All workers are busy and the queue is full.
        case overloaded
        /// The service is being stopped.
        case stopping
        /// The worker process ended or hung.
        case workerDied
        /// The worker can't start.
        case notReady
        /// The worker can't store or run something.
        case workerFailed
        /// Who asked went away.
        case abandoned
    }

    let code: Code
    /// What is wrong and what to do about it, one line, fit to be sent to whoever asked: no query strings in it.
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension MinerFailure: CustomStringConvertible {
    var description: String { message }
}
