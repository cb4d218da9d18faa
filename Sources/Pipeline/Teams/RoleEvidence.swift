import Geometry
public import Observations
public import Pitch
import Tracking

/// A correction that finds goalkeepers and referees among objects that the detector classified as players.
///
/// They wear neither team's shirt (Laws of the Game, 3 and 5), and their position shows which of the two they are.
///
/// A detector knows only the kits it was trained on. Over a whole clip, an odd shirt is noticeable whatever its colour.
/// A class is changed only if both shirt and position leave no doubt.
public struct RoleEvidence {
    /// The lowest number of analysed frames that must show the shirt.
    private static let leastSightings = 20
    /// The lowest distance of the shirt from both teams' colours: in distances between the teams, and in spreads of a
    /// team.
    private static let leastDistance = 1.0
    private static let leastSpreads = 2.5
    /// The lowest share of the frames with a known pitch in which a person must be on it, or in one of its areas.
    private static let leastShare = 0.8
    /// The distance from a goal line, in metres, within which only goalkeepers often are.
    private static let deep = 30.0
    /// The share of frames with a detected referee above which a person can't be another one.
    private static let otherReferee = 0.2

    /// The views of the analysed frames, in ascending order.
    let views: [FrameView]

    /// Makes evidence from the views of the analysed frames, in ascending order.
    public init(views: [FrameView]) {
        self.views = views
    }

    /// Corrects the classes in every frame of the clip.
    public func apply(to objects: inout [[TrackedObject]]) {
        let roles = roles(in: objects)
        objects.assign(roles)
    }

    /// Returns the corrected class of each track whose class changes, by id.
    private func roles(in objects: [[TrackedObject]]) -> [Int: ObjectClass] {
        let players = TrackKit.all(of: views.lazy.map { objects[$0.frameIndex] }).filter { $0.objectClass == .player }
        guard let pair = KitPair(players) else { return [:] }
        let reach = max(Self.leastDistance * pair.separation, Self.leastSpreads * pair.spread)
        let odd = players.filter { $0.sightings >= Self.leastSightings && pair.distance(to: $0.colour) >= reach }.map(
            \.id)
        guard !odd.isEmpty else { return [:] }
        var roles: [Int: ObjectClass] = [:]
        var refereed: Set<Int> = []
        // There is one referee at a time. The track with more frames comes first.
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

    /// The positions of a person, counted in frames.
    private struct Stay {
        /// The frames with a known pitch. Of those on the pitch: the frames in a penalty area, those far from both
        /// goals, and those with a detected referee.
        var (known, inArea, midfield, refereed) = (0, 0, 0, 0)
        /// The indices of the frames on the pitch.
        var frames: Set<Int> = []

        /// The role; `nil` if neither is certain.
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
    /// Returns whether a position is on the pitch.
    fileprivate func contains(_ place: Point) -> Bool {
        (0...length).contains(place.x) && (0...width).contains(place.y)
    }
}
