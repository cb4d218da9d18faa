import Foundation
public import Media
import Pitch

/// A synthetic broadcast clip: a sequence of frames, each with its truth.
///
///     for frame in try SyntheticClip(settings: .init(seconds: 10, seed: 7)) { … }
///
/// The same settings produce the same bytes on every machine. Memory use does not grow with the length of the clip.
public struct SyntheticClip: Sequence, Sendable {
    /// The settings of the clip.
    public let settings: SyntheticClipSettings
    private let style: SceneStyle

    /// Creates a clip. Throws `SynthesisError` if a setting is out of range.
    public init(settings: SyntheticClipSettings) throws(SynthesisError) {
        try settings.validate()
        self.settings = settings
        style = SceneStyle(settings.randomisation, seed: settings.seed)
    }

    /// The properties of the whole clip.
    public var facts: ClipFacts { ClipFacts(settings: settings, style: style) }

    /// Returns an iterator that starts at the first frame.
    public func makeIterator() -> Iterator { Iterator(settings: settings, style: style) }

    /// Draws the frames in order.
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

        /// Draws the next frame. Returns `nil` after the last one.
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

/// A synthetic picture and its truth.
public struct SyntheticFrame: Sendable {
    /// The picture.
    public var picture: PictureBuffer
    /// The truth of the picture.
    public var truth: FrameTruth
}

extension SyntheticClip {
    /// Writes the clip and, if a path is given, its truth. It writes either both or neither.
    ///
    /// - Parameters:
    ///   - path: The path of the clip.
    ///   - truthPath: The path of the truth; `nil` to write none.
    ///   - options: The options of the encoder.
    ///   - progress: Receives the number of frames written.
    /// - Throws: `MediaError` or `SynthesisError` if a file cannot be written, or `CancellationError`. Unfinished files
    ///   are deleted.
    /// - Returns: The truth.
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
            // The truth is written first, because this may fail and the clip does not exist under its final name yet.
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
    /// The frame rate as a fraction: an integer, an NTSC rate, or thousandths.
    var fraction: FrameRate {
        if frameRate == frameRate.rounded() { return FrameRate(Int(frameRate)) }
        let ntsc = frameRate.rounded(.up)
        if abs(frameRate - ntsc * 1000 / 1001) < 0.005 { return FrameRate(Int(ntsc) * 1000, 1001) }
        return FrameRate(max(1, Int((frameRate * 1000).rounded())), 1000)
    }
}
