import Foundation
public import Media
import Pitch

/// A synthetic broadcast clip: frames one after the other, each with its truth.
///
///     for frame in try SyntheticClip(settings: .init(seconds: 10, seed: 7)) { … }
///
/// The same settings give the same bytes on every machine. Memory does not grow with the length.
public struct SyntheticClip: Sequence, Sendable {
    /// What the clip is like.
    public let settings: SyntheticClipSettings
    private let style: SceneStyle

    /// Throws `SynthesisError` for a setting out of range.
    public init(settings: SyntheticClipSettings) throws(SynthesisError) {
        try settings.validate()
        self.settings = settings
        style = SceneStyle(settings.randomisation, seed: settings.seed)
    }

    /// What holds for the whole clip.
    public var facts: ClipFacts { ClipFacts(settings: settings, style: style) }

    /// Starts the clip from its first frame.
    public func makeIterator() -> Iterator { Iterator(settings: settings, style: style) }

    /// Draws one frame after the other.
    public struct Iterator: IteratorProtocol {
        private let settings: SyntheticClipSettings
        private var renderer: SceneRenderer
        private var match: Match
        private var operatorOfCamera: CameraOperator
        private var index = 0

        fileprivate init(settings: SyntheticClipSettings, style: SceneStyle) {
            self.settings = settings
            renderer = SceneRenderer(style: style, width: settings.width, height: settings.height)
            match = Match(plan: style.plan, seed: settings.seed)
            operatorOfCamera = CameraOperator(
                station: style.station, plan: style.plan, ball: match.ball.ground, seed: settings.seed)
        }

        /// Draws the next frame; nil after the last.
        public mutating func next() -> SyntheticFrame? {
            guard index < settings.frameCount else { return nil }
            let interval = 1 / settings.frameRate
            let previous = renderer.view(of: operatorOfCamera)
            match.advance(by: interval)
            operatorOfCamera.advance(ball: match.ball.ground, by: interval)
            let frame = renderer.frame(
                match, view: renderer.view(of: operatorOfCamera), previous: previous, index: index,
                time: Double(index) * interval)
            index += 1
            return frame
        }
    }
}

/// One synthetic picture and what it shows.
public struct SyntheticFrame: Sendable {
    /// The picture.
    public var picture: PictureBuffer
    /// What it shows.
    public var truth: FrameTruth
}

extension SyntheticClip {
    /// Writes the clip, and its truth if a path for it is given: both, or neither.
    ///
    /// - Parameters:
    ///   - options: of the encoder.
    ///   - progress: called with the number of frames written.
    ///   - path: where the clip goes.
    ///   - truthPath: where the truth goes; nil for no truth.
    /// - Throws: `MediaError` or `SynthesisError` where a file can't be written; `CancellationError` when the task is
    ///   cancelled. Nothing half-written is left behind.
    /// - Returns: the truth.
    @discardableResult
    public func write(
        clip path: String, truth truthPath: String? = nil, options: VideoWriter.Options = .init(),
        progress: (Int) -> Void = { _ in }
    ) throws -> ClipTruth {
        let writer = try VideoWriter(
            path: path, width: settings.width, height: settings.height, frameRate: settings.fraction,
            options: options)
        var truth = ClipTruth(clip: facts, frames: [])
        do {
            for frame in self {
                try Task.checkCancellation()
                try writer.append(frame.picture, time: frame.truth.time)
                truth.frames.append(frame.truth)
                progress(truth.frames.count)
            }
            // The truth first: it may fail, and the clip has not taken its place yet.
            if let truthPath { try truth.write(to: URL(fileURLWithPath: truthPath)) }
        } catch {
            writer.cancel()
            throw error
        }
        do {
            try writer.finish()
        } catch {
            writer.cancel()
            if let truthPath { try? FileManager.default.removeItem(atPath: truthPath) }
            throw error
        }
        return truth
    }
}

extension SyntheticClipSettings {
    /// The frame rate as a fraction: whole numbers, those of NTSC, else thousandths.
    var fraction: FrameRate {
        if frameRate == frameRate.rounded() { return FrameRate(Int(frameRate)) }
        let ntsc = frameRate.rounded(.up)
        if abs(frameRate - ntsc * 1000 / 1001) < 0.005 { return FrameRate(Int(ntsc) * 1000, 1001) }
        return FrameRate(max(1, Int((frameRate * 1000).rounded())), 1000)
    }
}
