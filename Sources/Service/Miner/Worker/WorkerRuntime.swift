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

/// Does a worker process's jobs: the model, the downloaders, and the job at hand.
final class WorkerRuntime: Sendable {
    let settings: AnalysisSettings
    /// Where the model runs.
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
        /// The last job that was cancelled: word of it may come before the job.
        var cancelled = 0
        /// Whether a clip is being copied to where it is kept.
        var isKeeping = false
    }

    /// Loads the model and looks at the known picture. Blocks. Throws what is wrong with either.
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

    /// The service's standard error is ours, too.
    static func tell(_ notice: String) {
        FileHandle.standardError.write(Data("\(Date.now.formatted(.iso8601)) NOTICE \(notice)\n".utf8))
    }

    /// Does what the service says.
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
            // What goes wrong after the answer is nobody's concern: the service may have sent the next job by now.
            if !isAnswered.withLock({ $0 }) {
                let failure = Task.isCancelled ? MinerFailure(CancellationError()) : MinerFailure(error)
                try? await BlockingWork.run("answer") { [connection] in
                    _ = connection.send(try WorkerMessage(.failed, json: failure.bounded))
                }
            }
        }
        scorevision_give_back_memory()
    }

    /// Does a job and calls `answer` once. Throws what went wrong before that.
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

    /// Encodes a reply, which takes a while for a long clip. Blocks.
    typealias Encoding = @Sendable () throws -> WorkerReply

    /// Sends a reply; where it is too long, a failure in its place. Blocks.
    private func send(_ encoded: Encoding) throws {
        let reply = try encoded()
        guard reply.bytes.count <= WorkerLimits().replyBytes else {
            let failure = MinerFailure(.workerFailed, "The clip is too long: its result is larger than is sent.")
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

    /// Copies a clip to where it is kept, once all of it is here; nil where it isn't to be kept. One at a time: a disk that
    /// is too slow for all clips gets some of them.
    func keep(_ download: ClipDownload, as copy: ClipCopy?) -> Task<Void, Never>? {
        guard let copy else { return nil }
        let isFree = state.withLock { state in
            defer { state.isKeeping = true }
            return !state.isKeeping
        }
        guard isFree else {
            Self.tell("A clip isn't kept: the disk is still writing the one before it.")
            return nil
        }
        return Task { [self] in
            if (try? await download.finished()) != nil { await copy.write(download) }
            state.withLock { $0.isKeeping = false }
        }
    }

    /// A clip that makes the decoder run in circles ends the process.
    private func allowProcessorTime(for job: WorkerJob) {
        let seconds = max(0, -MonotonicClock.seconds(since: job.due)) + 10
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        _ = scorevision_limit_cpu(UInt64((scorevision_cpu_seconds() + seconds * cores).rounded(.up)))
    }
}
