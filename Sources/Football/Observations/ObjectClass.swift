/// What an object on the pitch is. The raw value is the class id of every result and label file.
public enum ObjectClass: Int, CaseIterable, Sendable, Codable {
    case ball = 0
    case goalkeeper = 1
    case player = 2
    case referee = 3

    /// The name in model metadata, tables and flags, in lower case.
    public var name: String {
        switch self {
        case .ball: "ball"
        case .goalkeeper: "goalkeeper"
        case .player: "player"
        case .referee: "referee"
        }
    }

    /// Whether it is a person: everything but the ball.
    public var isPerson: Bool { self != .ball }
}
