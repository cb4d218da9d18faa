import ClipWorker
import Signing

// The HTTP status of every response. Documentation/Miner.md explains what each one means to the client.

/// Statuses that do not depend on an error.
enum HTTPStatuses {
    static let answered = 200

    /// Returns the status of a readiness probe.
    static func probe(isReady: Bool) -> Int { isReady ? 200 : 503 }
}

extension ChallengeFailure.Code {
    /// The HTTP status of the response to a challenge that failed.
    var status: Int {
        switch self {
        case .invalidRequest, .clipUnreadable: 422
        case .bodyTooLarge: 413
        case .bodyTooSlow: 408
        case .addressRefused: 403
        case .downloadFailed: 502
        case .timedOut: 504
        case .overloaded, .stopping, .notReady: 503
        case .workerDied, .workerFailed: 500
        case .abandoned: 499
        }
    }

    /// The value of `Retry-After`, in seconds, or `nil` if a retry makes no sense.
    var retryAfter: Int? {
        switch self {
        case .overloaded: 5
        case .notReady: 3
        case .stopping: 30
        default: nil
        }
    }
}

extension RequestRefusal.Code {
    /// The HTTP status of the response to a refused request.
    ///
    /// 422: the headers are missing or malformed. 401: the request does not prove the sender's identity. 403: the
    /// sender is known but not authorised. A request addressed to another miner is also 403, because a better proof of
    /// identity would not help. 429: the sender has used too many nonces. 503: the nonce cannot be recorded.
    var status: Int {
        switch self {
        case .headerMissing, .headerInvalid: 422
        case .nonceInvalid, .nonceOutOfTime, .nonceSeen, .hotkeyInvalid, .signatureInvalid: 401
        case .minerMismatch, .hotkeyUnknown, .stakeTooLow: 403
        case .tooManyNonces: 429
        case .nonceNotKept: 503
        }
    }
}

/// Why an operator's page is not shown.
enum PageProblem: String {
    case invalidRequest, notFound, operatorsOnly, overloaded, resultUnreadable

    var status: Int {
        switch self {
        case .invalidRequest: 422
        case .notFound: 404
        case .operatorsOnly: 403
        case .overloaded: 503
        case .resultUnreadable: 500
        }
    }
}
