import Synchronization

/// What one body has of a budget: it grows as the body arrives.
final class BodyShare: Sendable {
    private let budget: BodyBudget
    private let count = Mutex(0)

    init(of budget: BodyBudget) {
        self.budget = budget
    }

    /// Whether there was room for so many bytes more.
    func grow(by bytes: Int) -> Bool {
        guard budget.reserve(bytes) else { return false }
        count.withLock { $0 += bytes }
        return true
    }

    /// Gives all of it back.
    func giveBack() {
        budget.giveBack(
            count.withLock { count in
                defer { count = 0 }
                return count
            })
    }
}
