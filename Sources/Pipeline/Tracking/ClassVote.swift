import Geometry
import Observations

/// Which class an object is by all its detections so far, each counting with its confidence.
///
/// A detector wavers between player, goalkeeper and referee from frame to frame; a person is one of them for good.
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

    /// The class with the most votes; player where two are level.
    var winner: ObjectClass {
        if goalkeeper > player, goalkeeper >= referee { return .goalkeeper }
        return referee > player ? .referee : .player
    }
}
