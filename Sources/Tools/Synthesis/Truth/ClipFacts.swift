public import Pitch

/// What holds for a whole synthetic clip.
public struct ClipFacts: Hashable, Sendable, Codable {
    public struct Team: Hashable, Sendable, Codable {
        /// Colours as `#rrggbb`.
        public var shirt: String
        public var shorts: String
        public var socks: String
        public var goalkeeper: String
    }

    /// Which pitch the camera sees, and in whose metres the homographies are.
    public enum Pitch: String, Hashable, Sendable, Codable {
        /// 105 x 68 m, `PitchPlan.regulation`.
        case regulation
        /// 120 x 70 m, `PitchPlan.template`.
        case template

        public var plan: PitchPlan {
            switch self {
            case .regulation: .regulation
            case .template: .template
            }
        }
    }

    public var width: Int
    public var height: Int
    public var frameRate: Double
    public var frameCount: Int
    public var seed: UInt64
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
