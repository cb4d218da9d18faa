import Geometry
import Observations

/// The colours of what is drawn: far from grass, from paint, and from each other.
enum Palette {
    static let ball = RGBColour(hex: 0xFF2FD0)
    static let goalkeeper = RGBColour(hex: 0xFF9A1F)
    static let referee = RGBColour(hex: 0xFFE93B)
    static let player = RGBColour(hex: 0x3A9BFF)
    static let teams = [RGBColour(hex: 0x3A9BFF), RGBColour(hex: 0xFF4038)]

    static let pitchLine = RGBColour(hex: 0x35F2FF)
    static let keypoint = RGBColour(hex: 0xFFFFFF)
    static let panel = RGBColour(hex: 0x0B1512)
    static let radarGrass = RGBColour(hex: 0x1B5A34)
    static let radarLine = RGBColour(hex: 0xD8E8DC)

    static func colour(of objectClass: ObjectClass) -> RGBColour {
        switch objectClass {
        case .ball: ball
        case .goalkeeper: goalkeeper
        case .player: player
        case .referee: referee
        }
    }

    /// The class decides, and among players the team.
    static func colour(of object: AnnotatedObject) -> RGBColour {
        if object.objectClass == .player, let team = object.team, teams.indices.contains(team) { return teams[team] }
        return colour(of: object.objectClass)
    }

    /// The team's colour; nil for who has none.
    static func teamColour(of object: AnnotatedObject) -> RGBColour? {
        object.team.flatMap { teams.indices.contains($0) ? teams[$0] : nil }
    }
}
