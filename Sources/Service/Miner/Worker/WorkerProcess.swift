import ClipWorker
import Foundation
import Platform
import Synchronization

/// The service's view of a worker that runs as a separate process.
///
/// A thread reads the worker's messages. If the worker ends, hangs or is killed, its job fails and the worker counts as
/// dead.
final class WorkerProcess: Worker {
    private let child: ChildProcess
    private let connection: WorkerConnection
    private let limits: WorkerLimits
    private let state = Mutex(State())

    private struct State {
        var greeting = WorkerGreeting(model: "", device: "")
        var starting: CheckedContinuation<Void, any Error>?
        var job: Job?
        var jobCount = 0
        /// Why the service ends the worker; `nil` if it does not.
        var reason: ChallengeFailure?
        var isDead = false
        /// The size of all messages since the newest job began, in bytes, except parts of its answer.
        var otherBytes = 0
        var enders: [CheckedContinuation<Void, Never>] = []
    }

    private struct Job {
        var number: Int
        var continuation: CheckedContinuation<WorkerReply, any Error>
        var bytes: [UInt8] = []
        var onProgress: @Sendable (WorkerProgress) -> Void
    }

    private init(child: ChildProcess, connection: WorkerConnection, limits: WorkerLimits) {
        self.child = child
        self.connection = connection
        self.limits = limits
    }

    /// Starts a process and waits until it is ready.
    ///
    /// - Parameters:
    ///   - launcher: The program to start.
    ///   - configuration: The configuration of the worker.
    ///   - patience: How long the worker may take to become ready, in seconds.
    ///   - limits: The limits on what the worker may send.
    /// - Throws: A `ChallengeFailure`.
    static func start(
        _ launcher: WorkerLauncher, configuration: WorkerConfiguration, patience: Double = 60,
        limits: WorkerLimits = WorkerLimits()
    ) async throws -> WorkerProcess {
        let (connection, far) = try WorkerConnection.pair()
        let message = try WorkerMessage(.configure, json: configuration)
        let child: ChildProcess
        do {
            child = try await launcher.start(socket: far)
            close(far)
        } catch {
            close(far)
            throw error
        }
        let worker = WorkerProcess(child: child, connection: connection, limits: limits)
        let timer = Task {
            try await Task.sleep(for: .seconds(patience))
            worker.end(ChallengeFailure(.notReady, "The worker did not become ready within \(Int(patience)) s."))
        }
        defer { timer.cancel() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                worker.state.withLock { $0.starting = continuation }
                let thread = Thread {
                    connection.send(message)
                    worker.listen()
                }
                thread.name = "worker \(child.pid)"
                thread.start()
            }
        } onCancel: {
            worker.end(ChallengeFailure(.stopping, "The service is shutting down."))
        }
        return worker
    }

    var pid: pid_t { child.pid }

    var greeting: WorkerGreeting { state.withLock { $0.greeting } }

    var isAlive: Bool { state.withLock { !$0.isDead && $0.reason == nil } }

    func stop() { end(ChallengeFailure(.stopping, "The service is shutting down.")) }

    func ended() async {
        await withCheckedContinuation { continuation in
            let isDead = state.withLock { state in
                if !state.isDead { state.enders.append(continuation) }
                return state.isDead
            }
            if isDead { continuation.resume() }
        }
    }
}

// MARK: Jobs

extension WorkerProcess {
    func perform(
        _ job: WorkerJob, body: [UInt8], onProgress: @escaping @Sendable (WorkerProgress) -> Void
    ) async throws -> WorkerReply {
        let number = state.withLock { state in
            state.jobCount += 1
            return state.jobCount
        }
        var numbered = job
        numbered.number = number
        let order = try WorkerMessage(.job, json: numbered)
        let cancellation = try WorkerMessage(.cancel, json: number)
        let timer = Task {
            try await Task.sleep(for: .seconds(max(0, -MonotonicClock.seconds(since: job.due)) + limits.grace))
            end(job: number, ChallengeFailure(.workerDied, "The worker hung on this clip and was killed."))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard begin(Job(number: number, continuation: continuation, onProgress: onProgress)) else { return }
                // Sending blocks while the worker does not read, so it needs a separate thread.
                Thread.detachNewThread { [self] in
                    if !body.isEmpty { connection.send(WorkerMessage(.body, payload: body)) }
                    connection.send(order)
                }
            }
        } onCancel: {
            cancel(job: number, cancellation)
        }
    }

    private func begin(_ job: Job) -> Bool {
        let failure: (any Error)? = state.withLock { state in
            if state.isDead { return ChallengeFailure(.workerDied, "The worker ended before it received this clip.") }
            if Task.isCancelled { return CancellationError() }
            state.job = job
            state.otherBytes = 0
            return nil
        }
        if let failure { job.continuation.resume(throwing: failure) }
        return failure == nil
    }

    private func cancel(job number: Int, _ message: WorkerMessage) {
        Thread.detachNewThread { [self] in connection.send(message) }
        Task {
            try await Task.sleep(for: .seconds(limits.grace))
            end(job: number, ChallengeFailure(.abandoned, "The worker did not stop after the challenge was cancelled."))
        }
    }

    private func finish(_ result: Result<WorkerReport, ChallengeFailure>) {
        let job = state.withLock { state in
            defer { state.job = nil }
            return state.job
        }
        guard let job else { return }
        job.continuation.resume(with: result.map { WorkerReply(bytes: job.bytes, report: $0) })
    }
}

// MARK: Messages and the end of the worker

extension WorkerProcess {
    /// Reads messages until the worker ends or violates the protocol. Blocks, so it runs on a separate thread.
    private func listen() {
        while let message = connection.receive(from: .worker) {
            do {
                try take(message)
            } catch {
                let reason =
                    error as? ChallengeFailure ?? ChallengeFailure(.workerDied, "The worker sent an invalid message.")
                state.withLock { $0.reason = $0.reason ?? reason }
                break
            }
        }
        died()
    }

    /// Handles a message. Throws if the worker violates the protocol or exceeds the limits, because an attacker may
    /// then control it.
    private func take(_ message: WorkerMessage) throws {
        if message.kind != .part {
            let isTooMuch = state.withLock { state in
                state.otherBytes += WorkerMessage.headerLength + message.payload.count
                return state.otherBytes > limits.otherBytes
            }
            guard !isTooMuch else { throw ChallengeFailure(.workerDied, "The worker sent too many messages.") }
        }
        switch message.kind {
        case .ready:
            let greeting = try message.decode(WorkerGreeting.self).bounded
            let starting = state.withLock { state in
                state.greeting = greeting
                defer { state.starting = nil }
                return state.starting
            }
            starting?.resume()
        case .broken:
            let failure = try message.decode(ChallengeFailure.self).bounded
            state.withLock { $0.reason = $0.reason ?? failure }
        case .progress:
            let progress = try message.decode(WorkerProgress.self).bounded
            state.withLock { $0.job?.onProgress }?(progress)
        case .part:
            try state.withLock { state in
                guard let count = state.job?.bytes.count else {
                    throw ChallengeFailure(.workerDied, "The worker sent an answer without a job.")
                }
                guard count + message.payload.count <= limits.replyBytes else {
                    throw ChallengeFailure(
                        .workerDied, "The worker's answer exceeds the limit of \(limits.replyBytes >> 20) MiB.")
                }
                state.job?.bytes += message.payload
            }
        case .done: finish(.success(try message.decode(WorkerReport.self).bounded))
        case .failed: finish(.failure(try message.decode(ChallengeFailure.self).bounded))
        case .configure, .body, .job, .cancel: break
        }
    }

    private func died() {
        state.withLock { $0.isDead = true }
        child.signal(SIGKILL)
        let end = Self.words(for: child.wait())
        let (starting, reason, enders) = state.withLock { state in
            defer { (state.starting, state.enders) = (nil, []) }
            return (state.starting, state.reason, state.enders)
        }
        let failure = reason ?? ChallengeFailure(.workerDied, "The worker process ended during a job: \(end).")
        starting?.resume(throwing: failure)
        finish(.failure(failure))
        enders.forEach { $0.resume() }
    }

    private func end(job number: Int, _ reason: ChallengeFailure) {
        let isRunning = state.withLock { $0.job?.number == number }
        if isRunning { end(reason) }
    }

    private func end(_ reason: ChallengeFailure) {
        state.withLock { state in
            guard !state.isDead else { return }
            state.reason = state.reason ?? reason
            child.signal(SIGKILL)
        }
    }

    private static func words(for end: ChildProcess.End) -> String {
        switch end {
        case .exited(let status): "exit status \(status)"
        case .signalled(SIGKILL): "killed"
        case .signalled(SIGXCPU): "it used too much processor time"
        case .signalled(let signal) where [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT].contains(signal):
            "it crashed with signal \(signal)"
        case .signalled(let signal): "signal \(signal)"
        }
    }
}
