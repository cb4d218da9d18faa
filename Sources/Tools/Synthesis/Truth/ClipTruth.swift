public import Foundation

/// The truth file of a synthetic clip.
///
/// JSON, with the names of a result: `{"version": 1, "clip": {…}, "frames": [{"frame_number": 0, "time": 0,
/// "homography": [9 numbers], "keypoints": [[x, y] × 32], "objects": [{"id": 3, "bbox": [x1, y1, x2, y2],
/// "class_id": 2, "team": 0, "visible": 0.93, "position": [x, y]}]}]}`. A keypoint outside the picture is `[0, 0]`;
/// `team` and `homography` may be absent.
public struct ClipTruth: Hashable, Sendable, Codable {
    /// The only version there is.
    public static let currentVersion = 1

    public var version = ClipTruth.currentVersion
    public var clip: ClipFacts
    public var frames: [FrameTruth]

    public init(clip: ClipFacts, frames: [FrameTruth]) {
        self.clip = clip
        self.frames = frames
    }

    /// Reads a truth file. Throws `SynthesisError` if it is none, or of another version.
    public init(contentsOf url: URL) throws {
        do {
            self = try JSONDecoder().decode(ClipTruth.self, from: Data(contentsOf: url))
        } catch {
            throw SynthesisError(
                code: .invalidTruth,
                message: "\(url.path) is not a truth file that can be read: \(error). Make one with synthesize.",
                context: url.path)
        }
        guard version == Self.currentVersion else {
            throw SynthesisError(
                code: .invalidTruth,
                message: "\(url.path) has version \(version); this program reads version \(Self.currentVersion).",
                context: url.path)
        }
    }

    /// Writes the file whole or not at all. Throws `SynthesisError`.
    public func write(to url: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try encoder.encode(self).write(to: url, options: .atomic)
        } catch {
            throw SynthesisError.cannotWrite(url.path, error)
        }
    }
}
