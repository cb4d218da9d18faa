public import Foundation
public import Pitch

/// The truth file of a synthetic clip.
///
/// It is JSON with the names of a result: `{"version": 1, "clip": {…}, "frames": [{"frame_number": 0, "time": 0,
/// "homography": [9 numbers], "keypoints": [[x, y] × 32], "objects": [{"id": 3, "bbox": [x1, y1, x2, y2], "class_id":
/// 2, "team": 0, "visible": 0.93, "position": [x, y]}]}]}`. A keypoint outside the picture is `[0, 0]`; `team` and
/// `homography` may be absent.
public struct ClipTruth: Hashable, Sendable, Codable {
    /// The only version that exists.
    static let currentVersion = 1

    /// The version of the file format.
    public var version = ClipTruth.currentVersion
    /// The properties of the whole clip.
    public var clip: ClipFacts
    /// The frames, in the order of their indices.
    public var frames: [FrameTruth]

    /// Creates the truth of a clip.
    public init(clip: ClipFacts, frames: [FrameTruth]) {
        self.clip = clip
        self.frames = frames
    }

    /// Reads a truth file. Throws `SynthesisError` if the file is invalid or has another version.
    public init(contentsOf url: URL) throws {
        do {
            self = try JSONDecoder().decode(ClipTruth.self, from: Data(contentsOf: url))
        } catch {
            throw SynthesisError(
                code: .invalidTruth,
                message: "\(url.path) is not a valid truth file: \(error). Create one with synthesize.",
                context: url.path)
        }
        guard version == Self.currentVersion else {
            throw SynthesisError(
                code: .invalidTruth,
                message: "\(url.path) has version \(version); this program reads version \(Self.currentVersion).",
                context: url.path)
        }
    }

    /// Writes the file atomically. Throws `SynthesisError`.
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

/// The properties of a whole synthetic clip.
public struct ClipFacts: Hashable, Sendable, Codable {
    /// The kit of a team.
    public struct Team: Hashable, Sendable, Codable {
        /// The colour of the shirt, as `#rrggbb`.
        var shirt: String
        /// The colour of the shorts, as `#rrggbb`.
        var shorts: String
        /// The colour of the socks, as `#rrggbb`.
        var socks: String
        /// The colour of the goalkeeper's shirt, as `#rrggbb`.
        public var goalkeeper: String
    }

    /// The pitch of the clip, in whose metres the homographies are.
    public enum Pitch: String, Hashable, Sendable, Codable {
        /// 105 x 68 m, `PitchPlan.regulation`.
        case regulation
        /// 120 x 70 m, `PitchPlan.template`.
        case template

        /// The plan of the pitch.
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
    /// The frame rate in frames per second.
    public var frameRate: Double
    /// The number of frames.
    public var frameCount: Int
    /// The seed of all random numbers.
    public var seed: UInt64
    /// The pitch of the clip.
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
