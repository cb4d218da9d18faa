import Geometry
public import Observations
public import Pitch
import Tracking

/// The assignment of persons to teams over the whole clip.
///
/// Players are assigned by their shirts, and goalkeepers by the goal they defend. Team 0 is the one further left on the
/// pitch, or the one of the player with the lowest id if no pitch is visible.
public struct TeamAssignment {
    /// The largest distance of a player's shirt from the team's, in distances between the teams.
    private static let farthest = 1.2

    /// The shots of the clip, which together contain all of its frames.
    let shots: [ShotSpan]
    /// The views of the analysed frames, in ascending order.
    let views: [FrameView]

    /// Makes an assignment for the shots of a clip and the views of its analysed frames, in ascending order.
    public init(shots: [ShotSpan], views: [FrameView]) {
        self.shots = shots
        self.views = views
    }

    /// Sets the teams of the objects in every frame of the clip.
    public func assign(to objects: inout [[TrackedObject]]) {
        let teams = teams(of: objects)
        guard !teams.isEmpty else { return }
        for frame in objects.indices {
            for i in objects[frame].indices { objects[frame][i].team = teams[objects[frame][i].id] }
        }
    }

    /// Returns the team of each track that has one, by id.
    private func teams(of objects: [[TrackedObject]]) -> [Int: Int] {
        let shots = shots.map { shot in
            views.filter { (shot.firstFrame...shot.lastFrame).contains($0.frameIndex) }.map {
                TeamSides.Frame(objects: objects[$0.frameIndex], pitch: $0.view)
            }
        }
        let kits = TrackKit.all(of: shots.joined().lazy.map(\.objects))
        let players = kits.filter { $0.objectClass == .player }
        guard let pair = KitPair(players) else { return [:] }
        let reach = pair.separation * Self.farthest
        var teams: [Int: Int] = [:]
        for kit in players where pair.distance(to: kit.colour) <= reach { teams[kit.id] = pair.index(of: kit.colour) }
        var sides = shots.map { TeamSides($0, teams: teams) }
        let lead = sides.reduce(0) { $0 + $1.lead }
        let first = teams.min { $0.key < $1.key }?.value ?? 0
        if lead == 0 ? first != 0 : lead < 0 {
            teams = teams.mapValues { 1 - $0 }
            sides = shots.map { TeamSides($0, teams: teams) }
        }
        for (frames, sides) in zip(shots, sides) {
            let objects = frames.lazy.flatMap(\.objects)
            let keepers = Set(objects.filter { $0.detection.objectClass == .goalkeeper }.map(\.id))
            for id in keepers { teams[id] = sides.team(ofKeeper: id) }
        }
        return teams
    }
}
