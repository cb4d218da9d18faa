import Synchronization

/// The memory that bodies of requests may take, all together.
final class BodyBudget: Sendable {
    private let free: Mutex<Int>

    init(bytes: Int) {
        free = Mutex(bytes)
    }

    /// Whether so many bytes were free; they are taken then.
    func reserve(_ count: Int) -> Bool {
        free.withLock { free in
            guard count <= free else { return false }
            free -= count
            return true
        }
    }

    func giveBack(_ count: Int) {
        free.withLock { $0 += count }
    }
}
