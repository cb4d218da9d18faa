import ClipWorker
import Signing

/// The outcome of a request.
enum Outcome: Sendable, Hashable {
    case ok
    /// The response holds only the frames known at the deadline.
    case partial
    case refused(RequestRefusal.Code)
    case failed(ChallengeFailure.Code)

    /// The value of the metric's `outcome` label.
    var label: String {
        switch self {
        case .ok: "ok"
        case .partial: "partial"
        case .refused(let code): code.rawValue
        case .failed(let code): code.rawValue
        }
    }
}
