import Synchronization
import Testing

/// Returns once `condition` holds: what another process or thread is about to do. If it never does, the test fails, after
/// a time that no machine is too slow for. This is the one pause of these tests.
func eventually(
    _ what: String, within limit: Duration = .seconds(120), sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else {
            Issue.record("it never came to this: \(what)", sourceLocation: sourceLocation)
            throw CancellationError()
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// Something that happens once, which any number of tasks may wait for.
final class Event: Sendable {
    private let state = Mutex(State())

    private struct State {
        var hasHappened = false
        var count = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    func happen() {
        let waiters = state.withLock { state in
            state.hasHappened = true
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        waiters.forEach { $0.resume() }
    }

    /// Returns once it has happened or the task is cancelled.
    func wait() async {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    let isOver = state.hasHappened || Task.isCancelled
                    if !isOver { state.waiters[number] = continuation }
                    return isOver
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
        }
    }

    /// Returns once the task is cancelled: for what never happens by itself.
    static func never() async { await Event().wait() }
}
