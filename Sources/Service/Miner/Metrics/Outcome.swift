import Chain

/// What became of a request.
enum Outcome: Sendable, Hashable {
    case ok
    /// Answered with the frames known when the time was up.
    case partial
    case refused(RequestRefusal.Code)
    case failed(MinerFailure.Code)

    var label: String {
        switch self {
        case .ok: "ok"
        case .partial: "partial"
        case .refused(let code): code.rawValue
        case .failed(let code): code.rawValue
        }
    }
}
