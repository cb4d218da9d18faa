import Analysis
import Dispatch
import Download
import Foundation
import Media
import Platform
import Results
import Synchronization

/// One clip in a worker, downloaded and analysed at the same time, and answered by its deadline at the latest.
struct ClipRun: Sendable {
    let runtime: WorkerRuntime
    let job: WorkerJob

    /// Analyses a clip and passes the result to `answer`. Afterwards it continues until the clip is stored, if it is to
    /// be kept.
    ///
    /// - Throws: The error that prevented the answer; `timedOut` if no frame was analysed by the deadline.
    func analyze(
        _ text: String, challengeID: String, answer: @Sendable (ClipResult, WorkerReport) async throws -> Void
    ) async throws {
        let url = try ClipURL(text)
        let seconds = job.workingSeconds
        let cutoff = Cutoff()
        let timer = Task {
            try await Task.sleep(for: .seconds(seconds))
            cutoff.end()
        }
        defer { timer.cancel() }
        var settings = runtime.settings
        settings.timeBudget = min(settings.timeBudget ?? seconds, seconds)
        var analyzer = ClipAnalyzer(settings: settings, model: runtime.modelName) { [warm = runtime.warm] aspect in
            try warm.detector(aspect: aspect)
        }
        analyzer.decodingCard = runtime.plan.decodingCard
        do {
            try await runtime.downloader.withDownload(of: url) { [analyzer] download in
                cutoff.whenOver { download.stop() }
                let keeping = runtime.keep(download, as: job.copy)
                let teller = ProgressTeller(connection: runtime.connection, download: download)
                var result = try await teller.telling {
                    try await analyzer.analyze(
                        .bytes(download, name: "\(url)"), challengeID: challengeID, cutoff: cutoff,
                        onEvent: teller.note)
                }
                result.timings[.download] = download.progress.time.seconds
                result.processingTime = MonotonicClock.seconds(since: job.arrival)
                try await answer(result, report(result, clip: "\(url)"))
                // The answer has been sent, so the disk may take its time. A clip that was cut off is not kept.
                if let keeping, !result.isCutOff {
                    try await download.finished()
                    timer.cancel()
                    await keeping.value
                }
            }
        } catch {
            guard cutoff.isOver, !Task.isCancelled else { throw error }
            throw ChallengeFailure(.timedOut, "\(url): no frame was analysed before the challenge's deadline.")
        }
    }

    private func report(_ result: ClipResult, clip: String) -> WorkerReport {
        var report = WorkerReport()
        report.clip = clip
        (report.width, report.height) = (result.clip.width, result.clip.height)
        report.frames = result.frames.count
        report.batchSize = result.settings.batchSize
        report.isPartial = result.isCutOff
        report.processingTime = result.processingTime
        for (stage, seconds) in result.timings.seconds { report.timings[stage.rawValue] = seconds }
        let ends = result.strides.dropFirst().map(\.firstFrame) + [result.frames.count]
        report.analysedFrames = zip(result.strides, ends).reduce(0) { sum, span in
            sum + (max(0, span.1 - span.0.firstFrame) + span.0.stride - 1) / span.0.stride
        }
        return report
    }
}

/// Reports the progress of a clip to the service, at most ten times a second.
private final class ProgressTeller: Sendable {
    private let connection: WorkerConnection
    private let download: ClipDownload
    private let progress = Mutex(WorkerProgress())
    private let ending = DispatchSemaphore(value: 0)

    init(connection: WorkerConnection, download: ClipDownload) {
        self.connection = connection
        self.download = download
    }

    /// Records an event of the analysis without blocking.
    func note(_ event: AnalysisEvent) {
        progress.withLock { progress in
            switch event {
            case .opened(_, let count): progress.frameCount = count
            case .notice(let text): WorkerRuntime.tell(text)
            case .decoded(let frames): progress.decodedFrames = frames
            case .progress(let done):
                progress.frames = done
                progress.analysedFrames += 1
            }
        }
    }

    /// Reports progress until `work` ends. No report follows the answer or the failure.
    func telling<Result>(during work: () async throws -> Result) async throws -> Result {
        let telling = Task { try await BlockingWork.run("progress") { self.run() } }
        do {
            let result = try await work()
            ending.signal()
            try? await telling.value
            return result
        } catch {
            ending.signal()
            try? await telling.value
            throw error
        }
    }

    /// Reports changes until `ending` is signalled. Blocks.
    private func run() {
        var told: WorkerProgress?
        while ending.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
            let arrived = download.progress
            let now = progress.withLock { progress in
                (progress.receivedBytes, progress.clipBytes) = (arrived.received, arrived.total)
                return progress
            }
            guard now != told, let message = try? WorkerMessage(.progress, json: now) else { continue }
            connection.send(message)
            told = now
        }
    }
}
