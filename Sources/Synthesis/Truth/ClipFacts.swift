/// What holds for a whole synthetic clip.
public struct ClipFacts: Hashable, Sendable, Codable {
    public struct Team: Hashable, Sendable, Codable {
        /// Colours as `#rrggbb`.
        public var shirt: String
        public var shorts: String
        public var socks: String
        public var goalkeeper: String
    }

    public var width: Int
    public var height: Int
    public var frameRate: Double
    public var frameCount: Int
    public var seed: UInt64
    /// Team 0, which plays towards larger x, and team 1.
    public var teams: [Team]

    private enum CodingKeys: String, CodingKey {
        case width
        case height
        case frameRate = "frame_rate"
        case frameCount = "frame_count"
        case seed
        case teams
    }
}

extension ClipFacts {
    init(settings: SyntheticClipSettings, wardrobe: Wardrobe) {
        func hex(_ colour: Colour) -> String {
            let digits = Array("0123456789abcdef")
            let bytes = [colour.x, colour.y, colour.z].map { Int(($0 * 255).rounded()) }
            return "#" + String(bytes.flatMap { [digits[$0 / 16], digits[$0 % 16]] })
        }
        self.init(
            width: settings.width, height: settings.height, frameRate: settings.frameRate,
            frameCount: settings.frameCount, seed: settings.seed,
            teams: zip(wardrobe.teams, wardrobe.keepers).map { kit, keeper in
                Team(
                    shirt: hex(kit.shirt), shorts: hex(kit.shorts), socks: hex(kit.socks),
                    goalkeeper: hex(keeper.shirt))
            })
    }
}
