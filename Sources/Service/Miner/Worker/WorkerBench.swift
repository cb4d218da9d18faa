import Analysis
import CProcess
import Download
import Foundation
import Inference
import Settings
import Synchronization

/// Where a worker process does its jobs.
final class WorkerBench: Sendable {
    let settings: AnalysisSettings
    /// Where the model runs.
    let plan: DevicePlan
    let warm: WarmDetector
    let modelName: String
    let downloader: Downloader
    let pictureDownloader: Downloader
    let line: WorkerLine
    private let state = Mutex(State())

    private struct State {
        var body: [UInt8] = []
        var task: Task<Void, Never>?
        var number = 0
        /// The last job that was cancelled: word of it may come before the job.
        var cancelled = 0
    }

    /// Loads the model and looks at the known picture. Blocks. Throws what is wrong with either.
    init(_ configuration: WorkerConfiguration, line: WorkerLine) throws {
        self.line = line
        let asked = try SettingsResolver(flags: configuration.settings, environment: [:]).resolve(profile: .cpu)
        let package = try ModelPackage.load(configuration.model)
        let maker = try DetectorMaker(packages: [package], settings: asked, onNotice: Self.tell)
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
        let detector = try warm.detector(aspect: 16.0 / 9)
        if let picture = configuration.knownPicture { try KnownPicture.check(detector, path: picture) }
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

    private func answer(_ job: WorkerJob, body: [UInt8]) async {
        allowProcessorTime(for: job)
        do {
            let reply = try await reply(to: job, body: body)
            for start in stride(from: 0, to: reply.bytes.count, by: Self.partLength) {
                let part = reply.bytes[start..<min(start + Self.partLength, reply.bytes.count)]
                line.send(WorkerMessage(.part, payload: Array(part)))
            }
            line.send(try WorkerMessage(.done, json: reply.report))
        } catch {
            let failure = Task.isCancelled ? MinerFailure(CancellationError()) : MinerFailure(error)
            if let message = try? WorkerMessage(.failed, json: failure) { line.send(message) }
        }
        scorevision_give_back_memory()
    }

    private func reply(to job: WorkerJob, body: [UInt8]) async throws -> WorkerReply {
        switch job.kind {
        case .clip(let url, let challengeID):
            let (result, report) = try await ClipRun(bench: self, job: job).analyze(url, challengeID: challengeID)
            return WorkerReply(bytes: ResultFormat.challenge.encode(result), report: report)
        case .predict:
            return try await PredictRun(bench: self, job: job).answer(PredictRequest(body))
        }
    }

    private static let partLength = 256 << 10

    /// A clip that makes the decoder run in circles ends the process.
    private func allowProcessorTime(for job: WorkerJob) {
        let seconds = max(0, -MonotonicClock.seconds(since: job.due)) + 10
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        _ = scorevision_limit_cpu(UInt64((scorevision_cpu_seconds() + seconds * cores).rounded(.up)))
    }
}
