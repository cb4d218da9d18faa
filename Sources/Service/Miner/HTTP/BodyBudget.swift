import Synchronization

/// The memory that bodies of one endpoint's requests may take, all together.
final class BodyBudget: Sendable {
    private let total: Int
    private let taken = Mutex(0)

    init(bytes: Int) {
        total = bytes
    }

    /// Bytes that are taken at the moment.
    var reserved: Int { taken.withLock { $0 } }

    /// Whether so many bytes were free; they are taken then.
    func reserve(_ count: Int) -> Bool {
        taken.withLock { taken in
            guard count <= total - taken else { return false }
            taken += count
            return true
        }
    }

    func giveBack(_ count: Int) {
        taken.withLock { $0 -= count }
    }
}

/// A budget for each endpoint: whoever fills that of `/predict` takes nothing from challenges.
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

    /// Bytes that are taken of all of them.
    var reserved: Int { challenge.reserved + predict.reserved }
}
