import Chain

// The HTTP status of every answer. What each means to whoever asked is in Documentation/Miner.md.

/// Statuses that don't depend on what went wrong.
enum HTTPStatuses {
    static let answered = 200

    /// Of a probe.
    static func probe(isReady: Bool) -> Int { isReady ? 200 : 503 }
}

extension MinerFailure.Code {
    /// The status that answers a challenge that failed.
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

    /// Seconds after which asking again makes sense; nil where it doesn't.
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
    /// The status that answers a request that isn't let in.
    ///
    /// 422: the request doesn't have the form that is spoken here. 401: who asks isn't proven. 403: who asks is known but
    /// may not; a request for another miner is such a one, since no better proof would help it.
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

/// Why a page of the operator's isn't shown.
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
