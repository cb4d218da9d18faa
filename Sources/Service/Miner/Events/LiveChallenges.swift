import ClipWorker
import Synchronization

/// The challenges that are running now, and the pages that watch them.
final class LiveChallenges: Sendable {
    /// A challenge that is running.
    struct Running: Sendable, Encodable, Equatable {
        var id: Int64
        var challengeID: String
        var clip: String
        /// When the challenge arrived, in seconds since 1970.
        var received: Double
        /// `waiting` (for a worker) or `analysing`.
        var stage: String
        var progress = WorkerProgress()
    }

    private struct State {
        var running: [Int64: Running] = [:]
        var watchers: [Int: AsyncStream<ServerEvent>.Continuation] = [:]
        var lastWatcher = 0
    }

    /// The number of pages that may watch at the same time.
    static let mostWatchers = 32

    private let state = Mutex(State())

    /// The running challenges, by id.
    var running: [Running] { state.withLock { $0.running.values.sorted { $0.id < $1.id } } }

    /// Returns a running challenge, or `nil` if it has ended.
    func running(_ id: Int64) -> Running? { state.withLock { $0.running[id] } }

    /// The number of pages that watch now.
    var watcherCount: Int { state.withLock { $0.watchers.count } }

    /// Adds a challenge and notifies the watchers.
    func began(_ running: Running) {
        state.withLock { $0.running[running.id] = running }
        tell(ServerEvent("began", running))
    }

    /// Changes a running challenge and notifies the watchers. Does nothing if it has ended.
    func change(_ id: Int64, _ change: (inout Running) -> Void) {
        let changed: Running? = state.withLock { state in
            guard var running = state.running[id] else { return nil }
            change(&running)
            state.running[id] = running
            return running
        }
        if let changed { tell(ServerEvent("progress", changed)) }
    }

    /// Removes a challenge and sends its outcome to the watchers.
    func ended(_ id: Int64, _ outcome: some Encodable) {
        state.withLock { _ = $0.running.removeValue(forKey: id) }
        tell(ServerEvent("ended", outcome))
    }

    /// Returns a stream of future events, or `nil` if too many pages watch already. A watcher that reads too slowly
    /// misses the oldest events.
    func watch() -> AsyncStream<ServerEvent>? {
        let (stream, continuation) = AsyncStream.makeStream(of: ServerEvent.self, bufferingPolicy: .bufferingNewest(64))
        let number: Int? = state.withLock { state in
            guard state.watchers.count < Self.mostWatchers else { return nil }
            state.lastWatcher += 1
            state.watchers[state.lastWatcher] = continuation
            return state.lastWatcher
        }
        guard let number else { return nil }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.watchers.removeValue(forKey: number) }
        }
        return stream
    }

    /// Sends a heartbeat to all watchers at an interval until the task is cancelled.
    func beat(every interval: Duration = .seconds(10)) async {
        while (try? await Task.sleep(for: interval)) != nil { tell(.heartbeat) }
    }

    private func tell(_ event: ServerEvent) {
        let watchers = state.withLock { Array($0.watchers.values) }
        for watcher in watchers { watcher.yield(event) }
    }
}
