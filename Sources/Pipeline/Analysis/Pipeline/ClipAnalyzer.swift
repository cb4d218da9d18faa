public import Detection
import Engines
import Geometry
import Machine
public import Media
import Observations
import Pitch
import Platform
public import Results
import Shots
import Tracking

/// An analyser of whole clips. It opens, decodes, detects and tracks, and returns a result for every frame under its
/// frame index.
public struct ClipAnalyzer: Sendable {
    /// The settings of the analysis.
    public let settings: AnalysisSettings
    /// The model's name and version, for the result.
    public let model: String
    /// The trace that records the work of the stages; `nil` = none.
    public var trace: Trace?
    /// The largest number of frames to analyse and report; `nil` = all.
    public var frameLimit: Int?
    /// The CUDA number of the GPU that decodes the clip if it can; `nil` = the processor decodes.
    public var decodingCard: Int?
    /// The clock for the time budget and for the processing time.
    var now: @Sendable () -> ContinuousClock.Instant = { .now }
    private let loadDetector: @Sendable (_ aspect: Double) throws -> any FrameDetector

    /// Makes an analyser.
    ///
    /// - Parameters:
    ///   - settings: the settings of the analysis.
    ///   - model: the model's name and version, for the result.
    ///   - loadDetector: makes the detector for pictures of an aspect ratio, width divided by height. It runs on a
    ///     thread of its own while the first frames are decoded.
    public init(
        settings: AnalysisSettings, model: String,
        loadDetector: @escaping @Sendable (_ aspect: Double) throws -> any FrameDetector
    ) {
        self.settings = settings
        self.model = model
        self.loadDetector = loadDetector
    }

    /// Returns the result of a clip in a file. See `analyze(_:challengeID:cutoff:onEvent:)`.
    public func analyze(
        path: String, challengeID: String, onEvent: @escaping @Sendable (AnalysisEvent) -> Void = { _ in }
    ) async throws -> ClipResult {
        try await analyze(.file(path: path), challengeID: challengeID, onEvent: onEvent)
    }

    /// Returns the result of a clip.
    ///
    /// If the task is cancelled, every stage stops at its next frame, and reads that wait for bytes of the clip stop at
    /// once.
    ///
    /// Once `cutoff` is over, the result covers the frames decoded so far. The work after the last frame may then take
    /// one more second; ids and teams that aren't known by then are simplified.
    ///
    /// - Throws: `MediaError` if the clip can't be read, `InferenceError` if the model can't run, `CancellationError`
    ///   if the task is cancelled.
    public func analyze(
        _ clip: ClipSource, challengeID: String, cutoff: Cutoff = Cutoff(),
        onEvent: @escaping @Sendable (AnalysisEvent) -> Void = { _ in }
    ) async throws -> ClipResult {
        let (clip, bytes) = clip.interruptible
        // This ends the thread that reads for the decoder.
        defer { bytes?.interrupt() }
        cutoff.whenOver { bytes?.interrupt() }
        do {
            return try await withTaskCancellationHandler {
                try await analyze(clip, bytes, challengeID: challengeID, cutoff: cutoff, onEvent: onEvent)
            } onCancel: {
                bytes?.interrupt()
            }
        } catch {
            // A cancelled stage may report its own error instead of `CancellationError`.
            throw Task.isCancelled ? CancellationError() : error
        }
    }

    private func analyze(
        _ clip: ClipSource, _ bytes: InterruptibleBytes?, challengeID: String, cutoff: Cutoff,
        onEvent: @escaping @Sendable (AnalysisEvent) -> Void
    ) async throws -> ClipResult {
        let start = now()
        let clock = StageClock(trace: trace)
        let reader = try await BlockingWork.run("open") { try openClip(clip) }
        onEvent(.opened(clip: facts(of: reader), frameCount: reader.info.estimatedFrameCount))
        let decoding = reader.decoding
        decoding.notices.forEach { onEvent(.notice($0)) }
        let queue = BoundedQueue<VideoFrame>(capacity: capacity(for: reader))
        let strideController = settings.timeBudget.flatMap { budget in
            reader.info.estimatedFrameCount.map {
                StrideController(budget: budget, frameCount: $0, stride: settings.frameStride, start: start)
            }
        }
        let source = FrameSource(
            reader: reader, queue: queue, clock: clock, strideController: strideController, limit: frameLimit,
            cutoff: cutoff, now: now,
            onFrame: { onEvent(.decoded(frames: $0.index + 1)) })
        cutoff.whenOver { reader.cancel() }
        let aspect = Double(reader.info.width) / Double(reader.info.height)

        var analysed = try await withTaskCancellationHandler {
            async let decoding: Void = BlockingWork.run("decode") { source.run() }
            do {
                let frames = try await BlockingWork.run("detect") {
                    let loading = ContinuousClock.now
                    let detector = try loadDetector(aspect)
                    trace?.span("load model", from: loading, to: .now)
                    var stage = DetectionStage(
                        queue: queue, detector: detector, clock: clock, threads: settings.cpuThreads,
                        onFrame: { onEvent(.progress(frames: $0.index + 1)) })
                    return try stage.run()
                }
                try await decoding
                return frames
            } catch {
                // The decoder's thread must end before its clip is released, even if it waits for bytes that never
                // come.
                queue.cancel()
                reader.cancel()
                bytes?.interrupt()
                _ = try? await decoding
                throw error
            }
        } onCancel: {
            queue.cancel()
            reader.cancel()
        }
        try Task.checkCancellation()
        reader.decoding.notices(since: decoding).forEach { onEvent(.notice($0)) }
        let seen = cutoff.isOver ? analysed.last.map { $0.index + 1 } : nil
        guard let frameCount = reader.ending?.frameCount ?? frameLimit ?? seen, !analysed.isEmpty else {
            throw MediaError(.damagedFile, "No frame of it can be decoded; check that the clip plays.", path: clip.name)
        }
        let time = FinishingTime(
            start: now(), deadline: settings.timeBudget.map { start + .seconds($0) }, cutoff: cutoff)
        let strides = StrideSpan.spans(of: analysed.map(\.index), first: settings.frameStride)
        let shots = try await BlockingWork.run("assemble") { [analysed] in
            clock.measure(.track, as: "shots") {
                let spans = ShotSpan.spans(
                    of: analysed.compactMap { frame in frame.signature.map { (frame.index, $0) } },
                    frameRate: (reader.info.frameRate ?? .assumed).value, intraFrames: reader.intraFrames,
                    frameCount: frameCount, isTimeUp: { time.isOver })
                return ShotAnalysis.kinds(of: spans, analysed, height: reader.info.height)
            }
        }
        for i in analysed.indices { analysed[i].signature = nil }
        let assembly = Assembly(
            settings: settings, info: reader.info, frameCount: frameCount, shots: shots, clock: clock,
            isTimeUp: { time.isOver })
        let frames = try await BlockingWork.run("assemble") { [analysed] in assembly.frames(from: analysed) }
        // A cancelled assembly returns simplified results, which must not be reported.
        try Task.checkCancellation()
        return ClipResult(
            challengeID: challengeID, frames: frames, clip: facts(of: reader), settings: settings.used, model: model,
            processingTime: start.duration(to: now()).seconds, timings: clock.read, strides: strides, shots: shots,
            isCutOff: reader.ending == nil && cutoff.isOver)
    }

    private func openClip(_ clip: ClipSource) throws -> VideoReader {
        var options = settings.decoding
        if let decodingCard { options.hardware = .cuda(card: decodingCard, cacheFolder: EngineCache.userFolder()) }
        return try clip.open(options: options)
    }

    /// Returns the number of frames that may be decoded before they are analysed.
    ///
    /// A GPU that keeps its frames has memory for more: all that it decodes while the model is loading. With a time
    /// budget, the queue stays short so that the analysis can measure the model's speed.
    private func capacity(for reader: VideoReader) -> Int {
        guard let decodingCard, settings.timeBudget == nil, reader.decoding.keepsPictures else {
            return settings.prefetchFrames
        }
        let cards = GraphicsCard.known.nvidia
        let memory = cards.indices.contains(decodingCard) ? cards[decodingCard].memory : nil
        let share = Double(memory ?? 0) * settings.graphicsMemoryFraction / Self.shareForPictures
        let room = min(Int(share), Self.mostForPictures)
        return max(settings.prefetchFrames, room / max(1, reader.info.width * reader.info.height * 3 / 2))
    }

    /// The divisor of a GPU's memory share that gives the memory for queued frames, and its maximum in bytes.
    private static let shareForPictures = 16.0
    private static let mostForPictures = 1 << 30

    private func facts(of reader: VideoReader) -> ClipResult.ClipFacts {
        let info = reader.info
        return ClipResult.ClipFacts(
            width: info.width, height: info.height, frameRate: (info.frameRate ?? .assumed).value,
            codec: info.codec, ending: reader.ending)
    }
}

extension DecodingPlace {
    /// Returns the notices that the operator hasn't had about an earlier place of the same clip.
    func notices(since earlier: DecodingPlace) -> [String] {
        let known = Set(earlier.notices)
        return notices.filter { !known.contains($0) }
    }

    /// The notices about decoding for the operator, one sentence each.
    var notices: [String] {
        [
            refusal.map { "The processor decodes the clip instead of the GPU: \($0)" },
            detour.map { "The clip's frames go from the GPU's decoder to its model through host memory: \($0)" },
        ].compactMap(\.self)
    }
}
