public import Foundation
public import Pitch

/// The truth file of a synthetic clip.
///
/// JSON, with the names of a result: `{"version": 1, "clip": {…}, "frames": [{"frame_number": 0, "time": 0,
/// "homography": [9 numbers], "keypoints": [[x, y] × 32], "objects": [{"id": 3, "bbox": [x1, y1, x2, y2],
/// "class_id": 2, "team": 0, "visible": 0.93, "position": [x, y]}]}]}`. A keypoint outside the picture is `[0, 0]`;
/// `team` and `homography` may be absent.
public struct ClipTruth: Hashable, Sendable, Codable {
    /// The only version there is.
    static let currentVersion = 1

    /// The version of the file's form.
    public var version = ClipTruth.currentVersion
    /// What holds for the whole clip.
    public var clip: ClipFacts
    /// Every frame, by its index.
    public var frames: [FrameTruth]

    /// Makes a truth.
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

/// What holds for a whole synthetic clip.
public struct ClipFacts: Hashable, Sendable, Codable {
    /// What a team wears.
    public struct Team: Hashable, Sendable, Codable {
        /// Colours as `#rrggbb`.
        var shirt: String
        var shorts: String
        var socks: String
        /// The colour of the goalkeeper's shirt.
        public var goalkeeper: String
    }

    /// Which pitch the camera sees, and in whose metres the homographies are.
    public enum Pitch: String, Hashable, Sendable, Codable {
        /// 105 x 68 m, `PitchPlan.regulation`.
        case regulation
        /// 120 x 70 m, `PitchPlan.template`.
        case template

        /// The measures of the pitch.
        public var plan: PitchPlan {
            switch self {
            case .regulation: .regulation
            case .template: .template
            }
        }
    }

    /// The width of a frame in pixels.
    public var width: Int
    /// The height of a frame in pixels.
    public var height: Int
    /// Frames per second.
    public var frameRate: Double
    /// Frames of the clip.
    public var frameCount: Int
    /// What decided everything that is random.
    public var seed: UInt64
    /// Which pitch it is.
    public var pitch: Pitch
    /// Team 0, which plays towards larger x, and team 1.
    public var teams: [Team]

    private enum CodingKeys: String, CodingKey {
        case width
        case height
        case frameRate = "frame_rate"
        case frameCount = "frame_count"
        case seed
        case pitch
        case teams
    }
}

extension ClipFacts {
    init(settings: SyntheticClipSettings, style: SceneStyle) {
        func hex(_ colour: Colour) -> String {
            let digits = Array("0123456789abcdef")
            let bytes = [colour.x, colour.y, colour.z].map { Int(($0 * 255).rounded()) }
            return "#" + String(bytes.flatMap { [digits[$0 / 16], digits[$0 % 16]] })
        }
        self.init(
            width: settings.width, height: settings.height, frameRate: settings.frameRate,
            frameCount: settings.frameCount, seed: settings.seed,
            pitch: style.plan == .template ? .template : .regulation,
            teams: zip(style.wardrobe.teams, style.wardrobe.keepers).map { kit, keeper in
                Team(
                    shirt: hex(kit.shirt), shorts: hex(kit.shorts), socks: hex(kit.socks),
                    goalkeeper: hex(keeper.shirt))
            })
    }
}
