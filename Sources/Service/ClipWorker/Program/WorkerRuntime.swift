import Analysis
import CProcess
import Detection
import Download
import Foundation
import Observations
import Platform
import Results
import Settings
import Synchronization

/// Runs the jobs of a worker process: owns the model, the downloaders and the current job.
final class WorkerRuntime: Sendable {
    let settings: AnalysisSettings
    /// The device that runs the model.
    let plan: DevicePlan
    let warm: WarmDetector
    let modelName: String
    let downloader: Downloader
    let pictureDownloader: Downloader
    let connection: WorkerConnection
    private let state = Mutex(State())

    private struct State {
        var body: [UInt8] = []
        var task: Task<Void, Never>?
        var number = 0
        /// The number of the last cancelled job. The cancellation may arrive before the job does.
        var cancelled = 0
        /// Whether a clip is being copied to the store.
        var isKeeping = false
    }

    /// Loads the model and checks it with the known picture. Blocks. Throws if either fails.
    init(_ configuration: WorkerConfiguration, connection: WorkerConnection) throws {
        self.connection = connection
        let asked = try SettingsResolver(flags: configuration.settings, environment: [:]).resolve(profile: .cpu)
        let package = try ModelPackage.load(configuration.model)
        let maker = try DetectorFactory(packages: [package], settings: asked, onNotice: Self.tell)
        plan = maker.plan
        settings = maker.plan.settings
        modelName = "\(package.manifest.name) \(package.manifest.version)"
        warm = WarmDetector(maker)
        let policy = PublicHostPolicy(
            allowedHosts: configuration.allowedHosts, allowsPrivateAddresses: configuration.allowsPrivateHosts)
        var limits = DownloadSettings()
        limits.maximumBytes = Int64(configuration.maxClipMegabytes) << 20
        downloader = Downloader(settings: limits, policy: policy)
        limits.maximumBytes = Int64(PredictRequest.longestPicture)
        pictureDownloader = Downloader(settings: limits, policy: policy)
        let detector = try warm.detector(.wide)
        if let picture = configuration.knownPicture { try KnownPicture(path: picture).check(detector) }
    }

    var greeting: WorkerGreeting { WorkerGreeting(model: modelName, device: plan.name) }

    /// Writes a notice to standard error, which the worker shares with the service.
    static func tell(_ notice: String) {
        FileHandle.standardError.write(Data("\(Date.now.formatted(.iso8601)) NOTICE \(notice)\n".utf8))
    }

    /// Handles a message from the service.
    func take(_ message: WorkerMessage) {
        switch message.kind {
        case .body: state.withLock { $0.body = message.payload }
        case .cancel:
            guard let number = try? message.decode(Int.self) else { return }
            state.withLock { state in
                state.cancelled = max(state.cancelled, number)
                if state.number <= state.cancelled { state.task?.cancel() }
            }
        case .job:
            guard let job = try? message.decode(WorkerJob.self) else { return }
            state.withLock { state in
                let body = state.body
                state.body = []
                state.number = job.number
                state.task = Task { [self] in await answer(job, body: body) }
                if job.number <= state.cancelled { state.task?.cancel() }
            }
        default: break
        }
    }
}

// MARK: Jobs

extension WorkerRuntime {
    private func answer(_ job: WorkerJob, body: [UInt8]) async {
        allowProcessorTime(for: job)
        let isAnswered = Mutex(false)
        do {
            try await run(job, body: body) { reply in
                isAnswered.withLock { $0 = true }
                try await BlockingWork.run("answer") { [self] in try send(reply) }
            }
        } catch {
            // Errors after the answer are ignored, because the service may already have sent the next job.
            if !isAnswered.withLock({ $0 }) {
                let failure = Task.isCancelled ? ChallengeFailure(CancellationError()) : ChallengeFailure(error)
                try? await BlockingWork.run("answer") { [connection] in
                    _ = connection.send(try WorkerMessage(.failed, json: failure.bounded))
                }
            }
        }
        scorevision_give_back_memory()
    }

    /// Runs a job and calls `answer` once. Throws the error that prevented the answer.
    private func run(
        _ job: WorkerJob, body: [UInt8], answer: @escaping @Sendable (@escaping Encoding) async throws -> Void
    ) async throws {
        switch job.kind {
        case .clip(let url, let challengeID):
            try await ClipRun(runtime: self, job: job).analyze(url, challengeID: challengeID) { result, report in
                try await answer { WorkerReply(bytes: ResultFormat.challenge.encode(result), report: report) }
            }
        case .predict:
            let request = try await BlockingWork.run("request") { try PredictRequest(body) }
            try await PredictRun(runtime: self, job: job).answer(request, answer: answer)
        }
    }

    /// Encodes a reply. Blocks, and takes a while for a long clip.
    typealias Encoding = @Sendable () throws -> WorkerReply

    /// Sends a reply, or a failure if the reply is too long. Blocks.
    private func send(_ encoded: Encoding) throws {
        let reply = try encoded()
        guard reply.bytes.count <= WorkerLimits().replyBytes else {
            let failure = ChallengeFailure(.workerFailed, "The clip is too long: its result exceeds the size limit.")
            connection.send(try WorkerMessage(.failed, json: failure))
            return
        }
        let length = WorkerMessage.Kind.part.mostBytes
        for start in stride(from: 0, to: reply.bytes.count, by: length) {
            let part = reply.bytes[start..<min(start + length, reply.bytes.count)]
            connection.send(WorkerMessage(.part, payload: Array(part)))
        }
        connection.send(try WorkerMessage(.done, json: reply.report.bounded))
    }

    /// Starts to copy a clip to the store, once all of it has arrived. Returns `nil` if the clip is not to be kept.
    /// Copies only one clip at a time, so that a slow disk stores some clips instead of delaying all of them.
    func keep(_ download: ClipDownload, as copy: ClipCopy?) -> Task<Void, Never>? {
        guard let copy else { return nil }
        let isFree = state.withLock { state in
            defer { state.isKeeping = true }
            return !state.isKeeping
        }
        guard isFree else {
            Self.tell("A clip is not kept, because the disk is still writing the previous one.")
            return nil
        }
        return Task { [self] in
            if (try? await download.finished()) != nil { await copy.write(download) }
            state.withLock { $0.isKeeping = false }
        }
    }

    /// Limits the processor time, so that a clip that makes the decoder loop ends the process.
    private func allowProcessorTime(for job: WorkerJob) {
        let seconds = max(0, -MonotonicClock.seconds(since: job.due)) + 10
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        _ = scorevision_limit_cpu(UInt64((scorevision_cpu_seconds() + seconds * cores).rounded(.up)))
    }
}
