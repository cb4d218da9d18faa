import Analysis
import ClipWorker
import Logging
import Platform
import ServiceLifecycle

/// Assigns each challenge to a worker, keeps a short queue, and replaces workers that end.
///
/// The dispatcher accepts at most `capacity` plus `maxQueue` challenges at a time, even while workers are still
/// starting.
actor Dispatcher: Service {
    typealias Start = @Sendable () async throws -> any Worker

    let capacity: Int
    let maxQueue: Int
    private let start: Start
    private let logger: Logger
    private let gauge: OccupancyGauge

    private var idle: [any Worker] = []
    private var all: [any Worker] = []
    private var busy = 0
    private var waiters: [Waiter] = []
    private var waiterCount: UInt64 = 0
    private var isStopping = false
    /// Why no worker runs and none is expected; `nil` while one runs or the first one starts.
    private var problem: ChallengeFailure?

    private struct Waiter {
        let number: UInt64
        let continuation: CheckedContinuation<any Worker, any Error>
    }

    init(capacity: Int, maxQueue: Int, gauge: OccupancyGauge, logger: Logger, start: @escaping Start) {
        self.capacity = capacity
        self.maxQueue = maxQueue
        self.start = start
        self.gauge = gauge
        self.logger = logger
        gauge.set { $0.capacity = capacity }
    }

    /// Keeps `capacity` workers running until the service stops, then ends them.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<self.capacity { group.addTask { await self.keepOne() } }
            }
        }
        stop()
    }

    /// Runs `work` with exclusive use of a worker, as soon as one is free.
    ///
    /// - Throws: A `ChallengeFailure`. It throws at once if all workers are busy and the queue is full, or if no worker can
    ///   be started; at `due` if no worker has become free; and when the service stops.
    /// - Parameter due: When to give up, in nanoseconds of `MonotonicClock`.
    func withWorker<Result: Sendable>(
        due: UInt64, _ work: @Sendable (any Worker) async throws -> Result
    ) async throws -> Result {
        let worker = try await take(due: due)
        defer { giveBack(worker) }
        return try await work(worker)
    }

    /// Refuses all waiting and all future challenges.
    func refuseNew() {
        isStopping = true
        for waiter in waiters { waiter.continuation.resume(throwing: Self.stopping) }
        waiters = []
        note()
    }

    private func stop() {
        refuseNew()
        all.forEach { $0.stop() }
    }

    private static let stopping = ChallengeFailure(.stopping, "The service is shutting down; try again later.")
}

// MARK: Taking turns

extension Dispatcher {
    private func take(due: UInt64) async throws -> any Worker {
        guard !isStopping else { throw Self.stopping }
        if let worker = idle.popLast() {
            busy += 1
            note()
            return worker
        }
        if let problem { throw problem }
        guard busy + waiters.count < capacity + maxQueue else {
            throw ChallengeFailure(.overloaded, "All workers are busy and the queue is full; try again later.")
        }
        waiterCount += 1
        let number = waiterCount
        let timer = Task {
            try await Task.sleep(for: .seconds(max(0, -MonotonicClock.seconds(since: due))))
            abandon(number, ChallengeFailure(.timedOut, "No worker became free before the challenge's deadline."))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                waiters.append(Waiter(number: number, continuation: continuation))
                note()
            }
        } onCancel: {
            Task { await abandon(number, CancellationError()) }
        }
    }

    private func abandon(_ number: UInt64, _ error: any Error) {
        guard let index = waiters.firstIndex(where: { $0.number == number }) else { return }
        waiters.remove(at: index).continuation.resume(throwing: error)
        note()
    }

    /// Refuses all waiting challenges, and new ones until a worker starts, so that no caller waits for a worker that
    /// may never come.
    private func refuseWaiting(_ reason: String) {
        let problem = ChallengeFailure(.notReady, "No worker can start: \(reason)")
        self.problem = problem
        for waiter in waiters { waiter.continuation.resume(throwing: problem) }
        waiters = []
    }

    private func giveBack(_ worker: any Worker) {
        busy -= 1
        if worker.isAlive { offer(worker) } else { note() }
    }

    private func offer(_ worker: any Worker) {
        if waiters.isEmpty {
            idle.append(worker)
        } else {
            busy += 1
            waiters.removeFirst().continuation.resume(returning: worker)
        }
        note()
    }

    private func note() {
        let (running, waiting, stopping) = (busy, waiters.count, isStopping)
        let processes = all.filter(\.isAlive).map(\.pid)
        gauge.set { gauge in
            (gauge.running, gauge.waiting, gauge.isStopping) = (running, waiting, stopping)
            (gauge.alive, gauge.processes) = (processes.count, processes)
        }
    }
}

// MARK: Keeping workers

extension Dispatcher {
    /// Starts a worker, and starts another one whenever it ends.
    private func keepOne() async {
        var failures = 0
        while !Task.isCancelled, !isStopping {
            let begin = ContinuousClock.now
            do {
                let worker = try await start()
                guard !isStopping else { return worker.stop() }
                failures = 0
                problem = nil
                all.append(worker)
                let greeting = worker.greeting
                let seconds = begin.duration(to: .now).seconds
                gauge.set { gauge in
                    (gauge.model, gauge.device, gauge.problem) = (greeting.model, greeting.device, nil)
                    gauge.startSeconds = seconds
                }
                logger.info(
                    """
                    A worker is ready after \((seconds * 100).rounded() / 100) s: model \(greeting.model), \
                    device \(greeting.device)
                    """)
                offer(worker)
                await withTaskCancellationHandler {
                    await worker.ended()
                } onCancel: {
                    worker.stop()
                }
                idle.removeAll { $0 === worker }
                all.removeAll { $0 === worker }
                guard !isStopping, !Task.isCancelled else { return note() }
                gauge.set { $0.restarts += 1 }
                logger.warning("A worker ended; starting another")
            } catch {
                guard !isStopping, !Task.isCancelled else { return }
                failures += 1
                gauge.set { $0.problem = "\(error)" }
                logger.error("A worker failed to start: \(error)")
                // A worker that crashed gets a second try.
                let mayStart = (error as? ChallengeFailure)?.code == .workerDied && failures < 2
                if all.isEmpty, !mayStart { refuseWaiting("\(error)") }
            }
            note()
            // The pause keeps workers that end at once from using up the machine.
            if failures > 0 || begin.duration(to: .now) < .milliseconds(200) {
                try? await Task.sleep(for: .milliseconds(200 << min(failures, 5)))
            }
        }
    }
}
