import Geometry
public import Inference
public import Media
import Pitch
import Tracking

/// Analyses whole clips: opens, decodes, detects, tracks, and answers every frame with its true number.
public struct ClipAnalyzer: Sendable {
    public let settings: AnalysisSettings
    /// The model's name and version, for the result.
    public let model: String
    /// Where the stages note what they did when; nil = nowhere.
    public var trace: Trace?
    /// The most frames of the clip that are analysed and answered; nil = all.
    public var frameLimit: Int?
    /// The NVIDIA GPU that decodes the clip, where it can; nil = the processor does.
    public var decodingCard: Int?
    private let loadDetector: @Sendable (_ aspect: Double) throws -> any FrameDetector

    /// - Parameters:
    ///   - model: the model's name and version, for the result.
    ///   - loadDetector: makes the detector for pictures of a width to height ratio. It runs while the first frames are
    ///     being decoded, on a thread of its own.
    ///   - settings: of the analysis.
    public init(
        settings: AnalysisSettings, model: String,
        loadDetector: @escaping @Sendable (_ aspect: Double) throws -> any FrameDetector
    ) {
        self.settings = settings
        self.model = model
        self.loadDetector = loadDetector
    }

    /// The result of a clip in a file; see `analyze(_:challengeID:onEvent:)`.
    public func analyze(
        path: String, challengeID: String, onEvent: @escaping @Sendable (AnalysisEvent) -> Void = { _ in }
    ) async throws -> ClipResult {
        try await analyze(.file(path: path), challengeID: challengeID, onEvent: onEvent)
    }

    /// The result of a clip.
    ///
    /// Cancelling the task stops every stage at its next frame. While the clip is being opened, or waits for bytes, it
    /// stops once its source's reads throw.
    ///
    /// Once `cutoff` is over, the answer holds the frames decoded by then. While the clip is being opened that takes a
    /// source whose reads throw then.
    /// - Throws: `MediaError` where the clip can't be read, `InferenceError` where the model can't be run,
    ///   `CancellationError`.
    public func analyze(
        _ clip: ClipSource, challengeID: String, cutoff: Cutoff = Cutoff(),
        onEvent: @escaping @Sendable (AnalysisEvent) -> Void = { _ in }
    ) async throws -> ClipResult {
        let start = ContinuousClock.now
        let clock = StageClock(trace: trace)
        let reader = try await BlockingThread.run("open") { try openClip(clip) }
        onEvent(.opened(clip: facts(of: reader), frameCount: reader.info.estimatedFrameCount))
        let decoding = reader.decoding
        decoding.notices.forEach { onEvent(.notice($0)) }
        let queue = BoundedQueue<VideoFrame>(capacity: capacity(for: reader))
        let pace = settings.timeBudget.flatMap { budget in
            reader.info.estimatedFrameCount.map {
                Pace(budget: budget, frameCount: $0, stride: settings.frameStride, start: start)
            }
        }
        let source = FrameSource(
            reader: reader, queue: queue, clock: clock, pace: pace, limit: frameLimit, cutoff: cutoff,
            onFrame: { onEvent(.decoded(frames: $0.index + 1)) })
        cutoff.whenOver { reader.cancel() }
        let aspect = Double(reader.info.width) / Double(reader.info.height)

        var analysed = try await withTaskCancellationHandler {
            async let decoding: Void = BlockingThread.run("decode") { source.run() }
            do {
                let frames = try await BlockingThread.run("detect") {
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
                // Let the decoder's thread end before its clip is let go.
                queue.cancel()
                _ = try? await decoding
                throw error
            }
        } onCancel: {
            queue.cancel()
            reader.cancel()
        }
        try Task.checkCancellation()
        if reader.decoding != decoding { reader.decoding.notices.forEach { onEvent(.notice($0)) } }
        let seen = cutoff.isOver ? analysed.last.map { $0.index + 1 } : nil
        guard let frameCount = reader.ending?.frameCount ?? frameLimit ?? seen, !analysed.isEmpty else {
            throw MediaError(.damagedFile, "No picture of it can be decoded; check that it plays.", path: clip.name)
        }
        let shots = clock.measure(.track, as: "shots") {
            ShotSpan.spans(of: analysed, in: reader, frameCount: frameCount)
        }
        for i in analysed.indices { analysed[i].sketch = nil }
        let assembly = Assembly(
            settings: settings, info: reader.info, frameCount: frameCount, shots: shots, clock: clock)
        let frames = try await BlockingThread.run("assemble") { [analysed] in assembly.frames(from: analysed) }
        return ClipResult(
            challengeID: challengeID, frames: frames, clip: facts(of: reader), settings: settings, model: model,
            processingTime: start.duration(to: .now).seconds, timings: clock.read,
            strides: StrideSpan.spans(of: analysed.map(\.index), first: settings.frameStride), shots: shots,
            isCutOff: reader.ending == nil && cutoff.isOver)
    }

    private func openClip(_ clip: ClipSource) throws -> VideoReader {
        var options = settings.decoding
        if let decodingCard { options.hardware = .cuda(card: decodingCard, cacheFolder: EngineCache.userFolder()) }
        return try clip.open(options: options)
    }

    /// Frames that may be decoded before they are looked at. A GPU that keeps them has room for more, all that it
    /// decodes while the model is made ready, but what keeps a time budget must see how fast the model is.
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

    /// Of a GPU's memory, what waiting pictures may take, and the most of it in bytes.
    private static let shareForPictures = 16.0
    private static let mostForPictures = 1 << 30

    private func facts(of reader: VideoReader) -> ClipResult.ClipFacts {
        let info = reader.info
        return ClipResult.ClipFacts(
            width: info.width, height: info.height, frameRate: info.frameRate?.value ?? Self.usualFrameRate,
            codec: info.codec, ending: reader.ending)
    }

    /// What a clip that doesn't tell its frame rate is taken to have.
    private static let usualFrameRate = 25.0
}

extension DecodingPlace {
    /// What an operator should know of it, a sentence each.
    fileprivate var notices: [String] {
        [
            refusal.map { "The processor decodes the clip, not the GPU: \($0)" },
            detour.map { "The clip's pictures go from the GPU's decoder by way of the host to its model: \($0)" },
        ].compactMap(\.self)
    }
}
