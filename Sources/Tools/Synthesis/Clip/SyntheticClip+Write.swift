import Foundation
public import Media

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
