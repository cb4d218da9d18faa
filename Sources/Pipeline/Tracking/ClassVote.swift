import Geometry
import Observations

/// A vote on an object's class over all its detections, weighted by confidence.
///
/// From frame to frame, a detector confuses players, goalkeepers and referees, but a person's role never changes.
struct ClassVote: Hashable, Sendable {
    private var goalkeeper = 0.0
    private var player = 0.0
    private var referee = 0.0

    mutating func add(_ objectClass: ObjectClass, confidence: Double) {
        switch objectClass {
        case .goalkeeper: goalkeeper += confidence
        case .player: player += confidence
        case .referee: referee += confidence
        case .ball: break
        }
    }

    mutating func add(_ other: ClassVote) {
        goalkeeper += other.goalkeeper
        player += other.player
        referee += other.referee
    }

    /// The class with the most votes; player if there is a tie.
    var winner: ObjectClass {
        if goalkeeper > player, goalkeeper >= referee { return .goalkeeper }
        return referee > player ? .referee : .player
    }
}
