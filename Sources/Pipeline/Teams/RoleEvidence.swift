import Geometry
public import Observations
public import Pitch
import Tracking

/// Finds goalkeepers and referees among those that the detector took for players: they wear neither team's shirt (Laws
/// of the Game, 3 and 5), and where they stand tells which they are.
///
/// A detector knows the kits that it has seen; over a whole clip the odd shirt is odd whatever its colour. Only those are
/// changed of whom both the shirt and the place leave no doubt.
public struct RoleEvidence {
    /// Analysed frames in which the shirt has to be seen.
    private static let leastSightings = 20
    /// How far from both teams' the shirt is at least: in distances between the teams, and in what shirts of one team
    /// differ by, as a rule.
    private static let leastDistance = 1.0
    private static let leastSpreads = 2.5
    /// Of the frames with a known pitch, the share in which he stands on it, or in one of its areas, to belong there.
    private static let leastShare = 0.8
    /// Only goalkeepers are often within so many metres of a goal line.
    private static let deep = 30.0
    /// A referee that the detector knows, in more than this share of the frames, leaves no room for another one.
    private static let otherReferee = 0.2

    /// The views of the analysed frames, in ascending order.
    let views: [FrameView]

    public init(views: [FrameView]) {
        self.views = views
    }

    /// Puts the classes right in every frame of the clip.
    public func apply(to objects: inout [[TrackedObject]]) {
        let roles = roles(in: objects)
        guard !roles.isEmpty else { return }
        for frame in objects.indices {
            for i in objects[frame].indices {
                guard let role = roles[objects[frame][i].id] else { continue }
                objects[frame][i].detection.objectClass = role
            }
        }
    }

    /// The tracks that are of another class than the detector said, by id.
    private func roles(in objects: [[TrackedObject]]) -> [Int: ObjectClass] {
        let players = TrackKit.all(of: views.lazy.map { objects[$0.frameIndex] }).filter { $0.objectClass == .player }
        guard let pair = KitPair(players) else { return [:] }
        let reach = max(Self.leastDistance * pair.separation, Self.leastSpreads * pair.spread)
        let odd = players.filter { $0.sightings >= Self.leastSightings && pair.distance(to: $0.colour) >= reach }.map(
            \.id)
        guard !odd.isEmpty else { return [:] }
        var roles: [Int: ObjectClass] = [:]
        var refereed: Set<Int> = []
        // One referee at a time: the longer seen comes first.
        let stays = stays(of: Set(odd), in: objects).sorted { (-$0.value.known, $0.key) < (-$1.value.known, $1.key) }
        for (id, stay) in stays {
            guard let role = stay.role else { continue }
            if role == .referee {
                let share = Double(refereed.intersection(stay.frames).count) / Double(stay.frames.count)
                guard share <= Self.otherReferee else { continue }
                refereed.formUnion(stay.frames)
            }
            roles[id] = role
        }
        return roles
    }

    /// Where somebody was, in frames.
    private struct Stay {
        /// With a known pitch; of those on it, in a penalty area, far from both goals, beside a referee that is known.
        var (known, inArea, midfield, refereed) = (0, 0, 0, 0)
        /// On the pitch, by their indices.
        var frames: Set<Int> = []

        /// Nil where neither is beyond doubt.
        var role: ObjectClass? {
            func most(_ count: Int) -> Bool { Double(count) >= RoleEvidence.leastShare * Double(max(known, 1)) }
            guard known >= RoleEvidence.leastSightings, most(frames.count) else { return nil }
            if most(inArea) { return .goalkeeper }
            return most(midfield) && Double(refereed) <= RoleEvidence.otherReferee * Double(known) ? .referee : nil
        }
    }

    private func stays(of ids: Set<Int>, in objects: [[TrackedObject]]) -> [Int: Stay] {
        let plan = PitchPlan.template
        var stays: [Int: Stay] = [:]
        for frame in views {
            guard let pitch = frame.view else { continue }
            func place(_ object: TrackedObject) -> Point? { pitch.position(ofImagePoint: object.detection.box.foot) }
            let isRefereed = objects[frame.frameIndex].contains { object in
                object.detection.objectClass == .referee && (place(object).map(plan.contains) ?? false)
            }
            for object in objects[frame.frameIndex] where ids.contains(object.id) {
                guard let place = place(object) else { continue }
                var stay = stays[object.id, default: Stay()]
                defer { stays[object.id] = stay }
                stay.known += 1
                guard plan.contains(place) else { continue }
                stay.frames.insert(frame.frameIndex)
                let fromGoalLine = min(place.x, plan.length - place.x)
                let fromMiddle = abs(place.y - plan.width / 2)
                if fromGoalLine <= plan.penaltyAreaDepth, fromMiddle <= plan.penaltyAreaWidth / 2 { stay.inArea += 1 }
                if fromGoalLine > Self.deep { stay.midfield += 1 }
                if isRefereed { stay.refereed += 1 }
            }
        }
        return stays
    }
}

extension PitchPlan {
    /// Whether a place is on the pitch.
    fileprivate func contains(_ place: Point) -> Bool {
        (0...length).contains(place.x) && (0...width).contains(place.y)
    }
}
