import Synchronization

/// The part of a budget that one body has reserved. It grows as the body arrives.
final class BodyShare: Sendable {
    private let budget: BodyBudget
    private let count = Mutex(0)

    init(of budget: BodyBudget) {
        self.budget = budget
    }

    /// Reserves more bytes if enough of the budget is left. Returns whether it did.
    func grow(by bytes: Int) -> Bool {
        guard budget.reserve(bytes) else { return false }
        count.withLock { $0 += bytes }
        return true
    }

    /// Releases everything that was reserved.
    func giveBack() {
        budget.giveBack(
            count.withLock { count in
                defer { count = 0 }
                return count
            })
    }
}
