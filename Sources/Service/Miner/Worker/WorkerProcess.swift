import Foundation
import Platform
import Synchronization

/// A worker that is a process of its own, as the service sees it.
///
/// A thread reads what it says. Where it ends, hangs or is killed, its job fails and it counts as dead.
final class WorkerProcess: ClipWorker {
    private let child: ChildProcess
    private let connection: WorkerConnection
    private let limits: WorkerLimits
    private let state = Mutex(State())

    private struct State {
        var greeting = WorkerGreeting(model: "", device: "")
        var starting: CheckedContinuation<Void, any Error>?
        var job: Job?
        var jobCount = 0
        /// Why it has to be ended, where that was our wish.
        var reason: MinerFailure?
        var isDead = false
        /// Bytes of messages since the newest job began, parts of its answer aside.
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

    /// Starts a process and waits until it can work. Throws a `MinerFailure`.
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
            worker.end(MinerFailure(.notReady, "The worker didn't start within \(Int(patience)) s."))
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
            worker.end(MinerFailure(.stopping, "The service is being stopped."))
        }
        return worker
    }

    var pid: pid_t { child.pid }

    var greeting: WorkerGreeting { state.withLock { $0.greeting } }

    var isAlive: Bool { state.withLock { !$0.isDead && $0.reason == nil } }

    func stop() { end(MinerFailure(.stopping, "The service is being stopped.")) }

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
            end(job: number, MinerFailure(.workerDied, "The worker hung on this clip and was ended."))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard begin(Job(number: number, continuation: continuation, onProgress: onProgress)) else { return }
                // A worker that doesn't read makes the connection block.
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
            if state.isDead { return MinerFailure(.workerDied, "The worker ended before this clip.") }
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
            end(job: number, MinerFailure(.abandoned, "The worker didn't stop when it was told to."))
        }
    }

    private func finish(_ result: Result<WorkerReport, MinerFailure>) {
        let job = state.withLock { state in
            defer { state.job = nil }
            return state.job
        }
        guard let job else { return }
        job.continuation.resume(with: result.map { WorkerReply(bytes: job.bytes, report: $0) })
    }
}

// MARK: What it says, and its end

extension WorkerProcess {
    /// Reads until the worker ends or sends what it may not. Blocks, so it has a thread of its own.
    private func listen() {
        while let message = connection.receive(from: .worker) {
            do {
                try take(message)
            } catch {
                let reason = error as? MinerFailure ?? MinerFailure(.workerDied, "The worker sent no valid message.")
                state.withLock { $0.reason = $0.reason ?? reason }
                break
            }
        }
        died()
    }

    /// Throws if the worker breaks the protocol or sends more than the limits allow: it may have been taken over.
    private func take(_ message: WorkerMessage) throws {
        if message.kind != .part {
            let isTooMuch = state.withLock { state in
                state.otherBytes += WorkerMessage.headerLength + message.payload.count
                return state.otherBytes > limits.otherBytes
            }
            guard !isTooMuch else { throw MinerFailure(.workerDied, "The worker sent too many messages.") }
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
            let failure = try message.decode(MinerFailure.self).bounded
            state.withLock { $0.reason = $0.reason ?? failure }
        case .progress:
            let progress = try message.decode(WorkerProgress.self).bounded
            state.withLock { $0.job?.onProgress }?(progress)
        case .part:
            try state.withLock { state in
                guard let count = state.job?.bytes.count else {
                    throw MinerFailure(.workerDied, "The worker sent an answer that nobody asked for.")
                }
                guard count + message.payload.count <= limits.replyBytes else {
                    throw MinerFailure(
                        .workerDied, "The worker's answer is longer than the \(limits.replyBytes >> 20) MiB allowed.")
                }
                state.job?.bytes += message.payload
            }
        case .done: finish(.success(try message.decode(WorkerReport.self).bounded))
        case .failed: finish(.failure(try message.decode(MinerFailure.self).bounded))
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
        let failure = reason ?? MinerFailure(.workerDied, "The worker process ended while it worked: \(end).")
        starting?.resume(throwing: failure)
        finish(.failure(failure))
        enders.forEach { $0.resume() }
    }

    private func end(job number: Int, _ reason: MinerFailure) {
        let isRunning = state.withLock { $0.job?.number == number }
        if isRunning { end(reason) }
    }

    private func end(_ reason: MinerFailure) {
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
