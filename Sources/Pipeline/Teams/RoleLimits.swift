import Geometry
public import Observations
public import Pitch
import Tracking

/// Corrects roles that the Laws of the Game rule out: two goalkeepers at one end at the same time, a goalkeeper who stays far
/// from his goal, a second referee on the pitch who wears a team's shirt.
public struct RoleLimits {
    /// Analysed frames with a known view in which somebody has to be seen.
    private static let leastKnown = 10
    /// A goalkeeper is nearer to his goal line than this in the median, in metres.
    private static let keeperReach = 35.0
    /// Of two in the same role, the share of frames that they may have in common: tracks overlap where one is handed on.
    private static let leastOverlap = 0.2
    /// A shirt is a team's within this share of the distance between the teams' shirts.
    private static let teamReach = 0.6
    /// An assistant referee is at most so many metres from a touch-line.
    private static let besideTouchLine = 3.0

    /// The views of the analysed frames, in ascending order.
    let views: [FrameView]

    /// - Parameter views: The views of the analysed frames, in ascending order.
    public init(views: [FrameView]) {
        self.views = views
    }

    /// Corrects the classes in every frame of the clip.
    public func apply(to objects: inout [[TrackedObject]]) {
        let roles = corrections(of: objects)
        objects.assign(roles)
    }

    /// Where a goalkeeper or a referee was, in the analysed frames.
    private struct Stay {
        let id: Int
        var frames: Set<Int> = []
        /// In frames with a known view: metres from the nearer goal line and the nearer touch-line, and whether that goal is
        /// the left one.
        var fromGoalLine: [Double] = []
        var fromTouchLine: [Double] = []
        var left = 0

        var isKnown: Bool { fromGoalLine.count >= RoleLimits.leastKnown }
        var isLeft: Bool { 2 * left > fromGoalLine.count }
    }

    private func corrections(of objects: [[TrackedObject]]) -> [Int: ObjectClass] {
        let keepers = stays(of: .goalkeeper, in: objects), referees = stays(of: .referee, in: objects)
        guard !keepers.isEmpty || !referees.isEmpty else { return [:] }
        let kits = TrackKit.all(of: views.lazy.map { objects[$0.frameIndex] })
        let pair = KitPair(kits.filter { $0.objectClass == .player })
        let colours = Dictionary(kits.map { ($0.id, $0.colour) }, uniquingKeysWith: { first, _ in first })
        func wearsTeamShirt(_ id: Int) -> Bool {
            guard let pair, let colour = colours[id] else { return false }
            return pair.distance(to: colour) <= Self.teamReach * pair.separation
        }
        var roles: [Int: ObjectClass] = [:]
        for isLeft in [true, false] {
            let atEnd = keepers.filter { $0.isKnown && $0.isLeft == isLeft }
            let far = atEnd.filter { Self.median($0.fromGoalLine) > Self.keeperReach }.map(\.id)
            // The one in no team's shirt comes first, then the one seen longer.
            let near = atEnd.filter { !far.contains($0.id) }.sorted {
                (wearsTeamShirt($0.id) ? 1 : 0, -$0.frames.count, $0.id)
                    < (wearsTeamShirt($1.id) ? 1 : 0, -$1.frames.count, $1.id)
            }
            for id in far + Self.overlapping(near) { roles[id] = .player }
        }
        let inside = referees.filter { $0.isKnown && Self.median($0.fromTouchLine) > Self.besideTouchLine }.sorted {
            (wearsTeamShirt($0.id) ? 1 : 0, -$0.frames.count, $0.id)
                < (wearsTeamShirt($1.id) ? 1 : 0, -$1.frames.count, $1.id)
        }
        for id in Self.overlapping(inside) where wearsTeamShirt(id) { roles[id] = .player }
        return roles
    }

    /// Those who are seen together with somebody earlier in the list.
    private static func overlapping(_ stays: [Stay]) -> [Int] {
        var (taken, result): (Set<Int>, [Int]) = ([], [])
        for stay in stays {
            if Double(taken.intersection(stay.frames).count) > leastOverlap * Double(stay.frames.count) {
                result.append(stay.id)
            } else {
                taken.formUnion(stay.frames)
            }
        }
        return result
    }

    private func stays(of role: ObjectClass, in objects: [[TrackedObject]]) -> [Stay] {
        var stays: [Int: Stay] = [:]
        for frame in views {
            for object in objects[frame.frameIndex] where object.detection.objectClass == role {
                var stay = stays[object.id] ?? Stay(id: object.id)
                stay.frames.insert(frame.frameIndex)
                if let ground = frame.view?.ground, let place = ground.position(ofImagePoint: object.detection.box.foot)
                {
                    stay.fromGoalLine.append(min(place.x, ground.plan.length - place.x))
                    stay.fromTouchLine.append(min(place.y, ground.plan.width - place.y))
                    if 2 * place.x < ground.plan.length { stay.left += 1 }
                }
                stays[object.id] = stay
            }
        }
        return stays.values.sorted { $0.id < $1.id }
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
