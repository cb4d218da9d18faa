import Analysis
import Download
import Foundation
import Media
import Platform
import Results
import Synchronization

/// One clip in a worker: fetched and analysed at the same time, answered when it is due at the latest.
struct ClipRun: Sendable {
    let bench: WorkerBench
    let job: WorkerJob

    /// Throws what went wrong; `timedOut` where no frame was known in time.
    func analyze(_ text: String, challengeID: String) async throws -> (ClipResult, WorkerReport) {
        let url = try ClipURL(text)
        let seconds = job.workingSeconds
        let cutoff = Cutoff()
        let timer = Task {
            try await Task.sleep(for: .seconds(seconds))
            cutoff.end()
        }
        defer { timer.cancel() }
        var settings = bench.settings
        settings.timeBudget = min(settings.timeBudget ?? seconds, seconds)
        var analyzer = ClipAnalyzer(settings: settings, model: bench.modelName) { [warm = bench.warm] aspect in
            try warm.detector(aspect: aspect)
        }
        analyzer.decodingCard = bench.plan.decodingCard
        do {
            var (result, progress) = try await bench.downloader.withDownload(of: url) { [analyzer] download in
                cutoff.whenOver { download.stop() }
                let teller = ProgressTeller(line: bench.line, download: download)
                // While the clip is being opened nothing else tells how much of it is here.
                let beat = Task {
                    while !download.progress.isComplete {
                        try await Task.sleep(for: .milliseconds(250))
                        teller.tell()
                    }
                }
                defer { beat.cancel() }
                // Beside the analysis, so that the answer doesn't wait for the disk. It ends with the download.
                let keeping = job.copy.map { copy in Task { await copy.write(download) } }
                let result = try await analyzer.analyze(
                    .bytes(download, name: "\(url)"), challengeID: challengeID, cutoff: cutoff, onEvent: teller.tell)
                if let keeping, !result.isCutOff {
                    // The decoder may have been done before the very last bytes came.
                    for _ in 0..<20 where !download.isComplete { try await Task.sleep(for: .milliseconds(10)) }
                    if download.isComplete { await keeping.value }
                }
                return (result, download.progress)
            }
            result.timings[.download] = progress.time.seconds
            result.processingTime = MonotonicClock.seconds(since: job.arrival)
            return (result, report(result, clip: "\(url)"))
        } catch {
            guard cutoff.isOver, !Task.isCancelled else { throw error }
            throw MinerFailure(.timedOut, "\(url): no frame of it was known within the time that a challenge has.")
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
        report.strides = result.strides.map { [$0.firstFrame, $0.stride] }
        let ends = result.strides.dropFirst().map(\.firstFrame) + [result.frames.count]
        report.analysedFrames = zip(result.strides, ends).reduce(0) { sum, span in
            sum + (max(0, span.1 - span.0.firstFrame) + span.0.stride - 1) / span.0.stride
        }
        return report
    }
}

/// Tells the service how far a clip is, ten times a second at most.
private final class ProgressTeller: Sendable {
    private let line: WorkerLine
    private let download: ClipDownload
    private let state = Mutex(State())

    private struct State {
        var progress = WorkerProgress()
        var last = ContinuousClock.now - .seconds(1)
    }

    init(line: WorkerLine, download: ClipDownload) {
        self.line = line
        self.download = download
    }

    func tell(_ event: AnalysisEvent) {
        state.withLock { state in
            switch event {
            case .opened(_, let count): state.progress.frameCount = count
            case .notice(let text): WorkerBench.tell(text)
            case .decoded(let frames): state.progress.decodedFrames = frames
            case .progress(let done):
                state.progress.frames = done
                state.progress.analysedFrames += 1
            }
        }
        tell()
    }

    func tell() {
        let arrived = download.progress
        let progress: WorkerProgress? = state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.last > .milliseconds(100) else { return nil }
            state.last = now
            state.progress.receivedBytes = arrived.received
            state.progress.clipBytes = arrived.total
            return state.progress
        }
        if let progress, let message = try? WorkerMessage(.progress, json: progress) { line.send(message) }
    }
}
