import Synchronization

/// The memory, in bytes, that the request bodies of one endpoint may use in total.
final class BodyBudget: Sendable {
    private let total: Int
    private let taken = Mutex(0)

    init(bytes: Int) {
        total = bytes
    }

    /// The number of bytes reserved now.
    var reserved: Int { taken.withLock { $0 } }

    /// Reserves bytes if enough of the budget is left. Returns whether it did.
    func reserve(_ count: Int) -> Bool {
        taken.withLock { taken in
            guard count <= total - taken else { return false }
            taken += count
            return true
        }
    }

    /// Returns reserved bytes to the budget.
    func giveBack(_ count: Int) {
        taken.withLock { $0 -= count }
    }
}

/// A separate budget per endpoint, so that large requests to `/predict` cannot crowd out challenges.
struct BodyBudgets: Sendable {
    let challenge: BodyBudget
    let predict: BodyBudget

    init(_ limits: ConnectionLimits) {
        challenge = BodyBudget(bytes: limits.challengeBytes)
        predict = BodyBudget(bytes: limits.predictBytes)
    }

    subscript(_ endpoint: Metrics.Endpoint) -> BodyBudget {
        switch endpoint {
        case .challenge: challenge
        case .predict: predict
        }
    }

    /// The number of bytes reserved in all budgets.
    var reserved: Int { challenge.reserved + predict.reserved }
}
