import Geometry
import Observations

/// What a person does on the pitch.
enum Role: Hashable, Sendable {
    /// `slot` is the place in the formation, 0...9.
    case outfield(team: Int, slot: Int)
    case keeper(team: Int)
    case referee
    /// `nearSide`: on the touchline of the main camera's side.
    case assistant(nearSide: Bool)

    /// Referees and assistants have none.
    var team: Int? {
        switch self {
        case .outfield(let team, _), .keeper(let team): team
        case .referee, .assistant: nil
        }
    }

    var isOutfield: Bool {
        if case .outfield = self { true } else { false }
    }

    var objectClass: ObjectClass {
        switch self {
        case .outfield: .player
        case .keeper: .goalkeeper
        case .referee, .assistant: .referee
        }
    }
}
