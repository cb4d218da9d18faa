import Geometry
import Observations
import Pitch
import Tracking

/// Where the teams stand in one shot: whose goal is on which side, and whose goalkeeper is whose.
///
/// A team that defends is nearer to its own goal than those who attack it, on average over a shot.
struct TeamSides: Sendable {
    /// One analysed frame.
    struct Frame {
        var objects: [TrackedObject]
        var pitch: PitchView?
    }

    /// By how many metres team 0 stands further left than team 1, summed over the frames that show both on the pitch.
    let lead: Double
    private let frames: [Frame]
    /// The mean places of both teams in each frame's picture.
    private let middles: [[Point]?]
    /// For each goalkeeper's track, the frames that show it, and its place in their objects.
    private let sightings: [Int: [(frame: Int, object: Int)]]

    /// - Parameters:
    ///   - frames: of one shot.
    ///   - teams: of the players' tracks, by id.
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

    /// The team of a goalkeeper's track; nil where nothing tells.
    func team(ofKeeper id: Int) -> Int? {
        var side = 0.0
        var nearness = 0.0
        for (frame, object) in sightings[id] ?? [] {
            let foot = frames[frame].objects[object].detection.box.foot
            if let place = frames[frame].pitch?.position(ofImagePoint: foot) {
                side += min(max(place.x / PitchPlan.template.length, 0), 1) - 0.5
            }
            // In the picture: the goalkeeper is beyond his own team, seen from everybody's middle.
            guard let middles = middles[frame] else { continue }
            let outward = foot - (middles[0] + middles[1]) * 0.5
            let between = middles[0] - middles[1]
            nearness += (outward.x * between.x + outward.y * between.y) / max(outward.distance(to: .zero), 1)
        }
        // Left of the middle, and team 0 on the left: his.
        if side != 0, lead != 0 { return (side < 0) == (lead > 0) ? 0 : 1 }
        return nearness == 0 ? nil : nearness > 0 ? 0 : 1
    }

    /// The frames of every goalkeeper, in ascending order.
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

    /// The mean place of each team's players; nil unless both are there.
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
