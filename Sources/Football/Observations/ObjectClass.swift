/// The class of an object on the pitch. The raw value is the class id in all result and label files.
public enum ObjectClass: Int, CaseIterable, Sendable, Codable {
    /// The ball.
    case ball = 0
    /// A goalkeeper.
    case goalkeeper = 1
    /// A player other than a goalkeeper.
    case player = 2
    /// A referee or an assistant referee.
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

    /// Whether the object is a person. This is true for every class but the ball.
    public var isPerson: Bool { self != .ball }
}
