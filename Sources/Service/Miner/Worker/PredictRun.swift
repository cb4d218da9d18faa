import Analysis
import Detection
import Download
import Foundation
import Geometry
import Media
import Tracking

/// A request of `/predict` in a worker.
struct PredictRun: Sendable {
    let bench: WorkerBench
    let job: WorkerJob

    func answer(_ request: PredictRequest) async throws -> WorkerReply {
        if let url = request.url {
            let (result, report) = try await ClipRun(bench: bench, job: job).analyze(url, challengeID: "predict")
            let frames = result.frames.map { frame in
                PredictFormat.Frame(
                    id: frame.index, objects: frame.objects.map(\.detection), keypoints: frame.keypoints)
            }
            return WorkerReply(
                bytes: PredictFormat.encode(frames, keypointCount: request.keypointCount), report: report)
        }
        return try await answer(pictures: request.frames ?? [], keypointCount: request.keypointCount)
    }

    /// Pictures stand each for itself: no ids, nothing filled in between. Those that aren't known in time are left out.
    private func answer(pictures: [PredictRequest.Frame], keypointCount: Int) async throws -> WorkerReply {
        var answered: [PredictFormat.Frame] = []
        var report = WorkerReport()
        var batch: [(id: Int, picture: PictureBuffer)] = []
        report.clip = pictures.count == 1 ? "1 picture" : "\(pictures.count) pictures"
        report.batchSize = bench.settings.batchSize
        let end = ContinuousClock.now + .seconds(job.workingSeconds)
        for frame in pictures {
            try Task.checkCancellation()
            let start = ContinuousClock.now
            guard start < end, let bytes = try await bytes(of: frame, until: end) else {
                report.isPartial = true
                break
            }
            let fetched = ContinuousClock.now
            batch.append((frame.frameID, try await BlockingThread.run("decode") { try Self.picture(bytes, of: frame) }))
            report.timings[Stage.download.rawValue, default: 0] += (fetched - start).seconds
            report.timings[Stage.decode.rawValue, default: 0] += fetched.duration(to: .now).seconds
            if batch.count >= report.batchSize || frame.frameID == pictures.last?.frameID {
                answered += try await detect(&batch, &report)
            }
        }
        answered += try await detect(&batch, &report)
        guard !answered.isEmpty else { throw MinerFailure(.timedOut, "No picture was known in time.") }
        report.frames = answered.count
        report.analysedFrames = answered.count
        report.processingTime = MonotonicClock.seconds(since: job.arrival)
        return WorkerReply(bytes: PredictFormat.encode(answered, keypointCount: keypointCount), report: report)
    }

    private func detect(
        _ batch: inout [(id: Int, picture: PictureBuffer)], _ report: inout WorkerReport
    ) async throws -> [PredictFormat.Frame] {
        guard let first = batch.first else { return [] }
        (report.width, report.height) = (first.picture.width, first.picture.height)
        let pictures = batch.map(\.picture)
        let start = ContinuousClock.now
        let found = try await BlockingThread.run("detect") { [warm = bench.warm] in
            let detector = try warm.detector(aspect: Double(first.picture.width) / Double(first.picture.height))
            return try detector.detect(pictures)
        }
        report.timings[Stage.detect.rawValue, default: 0] += start.duration(to: .now).seconds
        let least = bench.settings.confidenceThreshold
        let frames = zip(batch, found).map { entry, found in
            PredictFormat.Frame(
                id: entry.id, objects: found.objects.filter { $0.confidence >= least }, keypoints: found.keypoints)
        }
        batch = []
        return frames
    }

    /// A picture's file; nil where it isn't here by the end.
    private func bytes(of frame: PredictRequest.Frame, until end: ContinuousClock.Instant) async throws -> [UInt8]? {
        if let bytes = try frame.bytes() { return bytes }
        let cutoff = Cutoff()
        let timer = Task {
            try await Task.sleep(until: end, clock: .continuous)
            cutoff.end()
        }
        defer { timer.cancel() }
        do {
            return try await bench.pictureDownloader.withDownload(of: ClipURL(frame.url ?? "")) { download in
                cutoff.whenOver { download.stop() }
                try await download.finished()
                return try await BlockingThread.run("read") { try Self.bytes(of: download) }
            }
        } catch {
            guard cutoff.isOver, !Task.isCancelled else { throw error }
            return nil
        }
    }

    private static func bytes(of download: ClipDownload) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(download.size ?? 0))
        var filled = 0
        while filled < bytes.count {
            let count = try bytes[filled...].withUnsafeMutableBytes { try download.read(at: Int64(filled), into: $0) }
            guard count > 0 else { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }

    private static func picture(_ bytes: [UInt8], of frame: PredictRequest.Frame) throws -> PictureBuffer {
        let picture = try StillPicture.decode(bytes)
        guard picture.width * picture.height <= PredictRequest.mostPixels else {
            throw MinerFailure(
                .invalidRequest,
                "Frame \(frame.frameID) has \(picture.width)x\(picture.height) pixels; scale it to 4K or less.")
        }
        return picture
    }
}
