import Geometry
import Observations
import Pitch
import Tracking

/// The positions of the teams in one shot: which team defends which goal, and which goalkeeper belongs to which team.
///
/// On average over a shot, a defending team is nearer to its own goal than the attackers are.
struct TeamSides: Sendable {
    /// An analysed frame.
    struct Frame {
        var objects: [TrackedObject]
        var pitch: PitchView?
    }

    /// The distance in metres by which team 0 is further left than team 1, summed over the frames that show both on the
    /// pitch.
    let lead: Double
    private let frames: [Frame]
    /// The mean positions of both teams in each frame's picture.
    private let middles: [[Point]?]
    /// The frames that show each goalkeeper's track, with the index of the goalkeeper in their objects.
    private let sightings: [Int: [(frame: Int, object: Int)]]

    /// Computes the positions of the teams.
    ///
    /// - Parameters:
    ///   - frames: the analysed frames of one shot.
    ///   - teams: the teams of the players' tracks, by id.
    init(_ frames: [Frame], teams: [Int: Int]) {
        self.frames = frames
        middles = frames.map { Self.middles($0, teams) { $0.detection.box.foot } }
        sightings = Self.sightings(in: frames)
        lead = frames.reduce(0) { sum, frame in
            guard let view = frame.pitch,
                let middles = Self.middles(frame, teams, { view.position(ofImagePoint: $0.detection.box.foot) })
            else { return sum }
            return sum + middles[1].x - middles[0].x
        }
    }

    /// Returns the team of a goalkeeper's track; `nil` if nothing determines it.
    func team(ofKeeper id: Int) -> Int? {
        var side = 0.0
        var nearness = 0.0
        for (frame, object) in sightings[id] ?? [] {
            let foot = frames[frame].objects[object].detection.box.foot
            if let place = frames[frame].pitch?.position(ofImagePoint: foot) {
                side += min(max(place.x / PitchPlan.template.length, 0), 1) - 0.5
            }
            // Seen from the middle of all players, the goalkeeper is beyond the team's own players.
            guard let middles = middles[frame] else { continue }
            let outward = foot - (middles[0] + middles[1]) * 0.5
            let between = middles[0] - middles[1]
            nearness += (outward.x * between.x + outward.y * between.y) / max(outward.distance(to: .zero), 1)
        }
        // If the keeper is in the left half and team 0 is on the left, the keeper belongs to team 0.
        if side != 0, lead != 0 { return (side < 0) == (lead > 0) ? 0 : 1 }
        return nearness == 0 ? nil : nearness > 0 ? 0 : 1
    }

    /// Returns the sightings of every goalkeeper, in ascending order of frame.
    private static func sightings(in frames: [Frame]) -> [Int: [(frame: Int, object: Int)]] {
        var sightings: [Int: [(frame: Int, object: Int)]] = [:]
        let keepers = Set(frames.lazy.flatMap(\.objects).filter { $0.detection.objectClass == .goalkeeper }.map(\.id))
        for (i, frame) in frames.enumerated() {
            for (k, object) in frame.objects.enumerated() where keepers.contains(object.id) {
                sightings[object.id, default: []].append((i, k))
            }
        }
        return sightings
    }

    /// Returns the mean position of each team's players; `nil` unless both teams are visible.
    private static func middles(
        _ frame: Frame, _ teams: [Int: Int], _ place: (TrackedObject) -> Point?
    ) -> [Point]? {
        var sums = [Point.zero, Point.zero]
        var counts = [0.0, 0.0]
        for object in frame.objects {
            guard let team = teams[object.id], let position = place(object) else { continue }
            sums[team] = sums[team] + position
            counts[team] += 1
        }
        guard counts[0] > 0, counts[1] > 0 else { return nil }
        return [sums[0] * (1 / counts[0]), sums[1] * (1 / counts[1])]
    }
}
