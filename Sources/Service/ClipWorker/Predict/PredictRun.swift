import Analysis
import Detection
import Download
import Foundation
import Geometry
import Media
import Observations
import Platform
import Results
import Tracking

/// One request to `/predict`, handled in a worker.
struct PredictRun: Sendable {
    let runtime: WorkerRuntime
    let job: WorkerJob

    /// Handles a request and passes the reply to `answer`. Throws the error that prevented the answer.
    func answer(
        _ request: PredictRequest, answer: @escaping @Sendable (@escaping WorkerRuntime.Encoding) async throws -> Void
    ) async throws {
        let keypointCount = request.keypointCount
        guard let url = request.url else {
            let (frames, report) = try await analyze(pictures: request.frames ?? [])
            return try await answer {
                WorkerReply(bytes: PredictFormat.encode(frames, keypointCount: keypointCount), report: report)
            }
        }
        try await ClipRun(runtime: runtime, job: job).analyze(url, challengeID: "predict") { result, report in
            try await answer {
                let frames = result.frames.map { frame in
                    PredictFormat.Frame(
                        id: frame.index, objects: frame.objects.map(\.detection), keypoints: frame.keypoints)
                }
                return WorkerReply(bytes: PredictFormat.encode(frames, keypointCount: keypointCount), report: report)
            }
        }
    }

    /// Pictures that the model analyses together, all of one shape.
    private struct Batch {
        var shape = WarmDetector.Shape.wide
        var ids: [Int] = []
        var pictures: [PictureBuffer] = []
    }

    /// Analyses each picture on its own, without ids and without interpolation. Pictures that are not analysed by the
    /// deadline are omitted.
    private func analyze(pictures: [PredictRequest.Frame]) async throws -> ([PredictFormat.Frame], WorkerReport) {
        var answered: [PredictFormat.Frame] = []
        var report = WorkerReport()
        var batch = Batch()
        report.clip = pictures.count == 1 ? "1 picture" : "\(pictures.count) pictures"
        report.batchSize = runtime.settings.batchSize
        let end = ContinuousClock.now + .seconds(job.workingSeconds)
        for frame in pictures {
            try Task.checkCancellation()
            let start = ContinuousClock.now
            guard start < end, let bytes = try await bytes(of: frame, until: end) else {
                report.isPartial = true
                break
            }
            let fetched = ContinuousClock.now
            let picture = try await BlockingWork.run("decode") { try Self.picture(bytes, of: frame) }
            report.timings[Stage.download.rawValue, default: 0] += (fetched - start).seconds
            report.timings[Stage.decode.rawValue, default: 0] += fetched.duration(to: .now).seconds
            let shape = WarmDetector.Shape(aspect: Double(picture.width) / Double(picture.height))
            if shape != batch.shape || batch.pictures.count >= report.batchSize {
                answered += try await detect(batch, &report)
                batch = Batch(shape: shape)
            }
            batch.ids.append(frame.frameID)
            batch.pictures.append(picture)
        }
        answered += try await detect(batch, &report)
        guard !answered.isEmpty else {
            throw ChallengeFailure(.timedOut, "No picture was analysed before the deadline.")
        }
        report.frames = answered.count
        report.analysedFrames = answered.count
        report.processingTime = MonotonicClock.seconds(since: job.arrival)
        return (answered, report)
    }

    private func detect(_ batch: Batch, _ report: inout WorkerReport) async throws -> [PredictFormat.Frame] {
        guard let first = batch.pictures.first else { return [] }
        (report.width, report.height) = (first.width, first.height)
        let start = ContinuousClock.now
        let found = try await BlockingWork.run("detect") { [warm = runtime.warm] in
            try warm.detector(batch.shape).detect(batch.pictures)
        }
        report.timings[Stage.detect.rawValue, default: 0] += start.duration(to: .now).seconds
        let least = runtime.settings.confidenceThreshold
        return zip(batch.ids, found).map { id, found in
            PredictFormat.Frame(
                id: id, objects: found.objects.filter { $0.confidence >= least }, keypoints: found.keypoints)
        }
    }

    /// Returns a picture's file, or `nil` if it does not arrive before `end`.
    private func bytes(of frame: PredictRequest.Frame, until end: ContinuousClock.Instant) async throws -> [UInt8]? {
        if frame.data != nil { return try await BlockingWork.run("read") { try frame.bytes() } }
        let cutoff = Cutoff()
        let timer = Task {
            try await Task.sleep(until: end, clock: .continuous)
            cutoff.end()
        }
        defer { timer.cancel() }
        do {
            return try await runtime.pictureDownloader.withDownload(of: ClipURL(frame.url ?? "")) { download in
                cutoff.whenOver { download.stop() }
                try await download.finished()
                return try await BlockingWork.run("read") { try Self.bytes(of: download) }
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

    /// Decodes a picture's file. Throws `invalidRequest` if the header states that it is too large, before decoding it.
    static func picture(_ bytes: [UInt8], of frame: PredictRequest.Frame) throws -> PictureBuffer {
        if let size = StillPictureSize(of: bytes) {
            let (pixels, isTooMany) = size.width.multipliedReportingOverflow(by: size.height)
            guard !isTooMany, pixels <= PredictRequest.mostPixels else {
                throw ChallengeFailure(
                    .invalidRequest,
                    "Frame \(frame.frameID) has \(size.width)x\(size.height) pixels; scale it to 4K or less.")
            }
        }
        return try StillPicture.decode(bytes, mostPixels: PredictRequest.mostPixels)
    }
}
