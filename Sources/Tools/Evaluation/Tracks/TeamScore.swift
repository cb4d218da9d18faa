import Geometry
import Observations
import Tracking

/// A comparison of found and true teams. `summary` returns the figures.
///
/// Found and true persons are matched in each frame at an overlap of 0.50, regardless of class. The numbering of the
/// two teams is arbitrary, so the teams of the result are swapped if this makes more boxes correct.
public struct TeamScore: Sendable {
    /// A person of one frame.
    struct Person {
        var id: Int
        var box: Box
        var team: Int?
    }

    /// The teams of the matched boxes of one found track.
    struct Track {
        /// The number of boxes on true persons of team 0 and of team 1, by the team in the result: 0, 1 or none.
        var boxes = [[Int]](repeating: [0, 0, 0], count: 2)
        /// The number of boxes on persons who play for no team.
        var boxesOnOthers = 0
    }

    private(set) var tracks: [Int: Track] = [:]

    /// Creates an empty score.
    public init() {}

    static func persons(of frame: ClipObservations.Frame) -> [Person] {
        frame.objects.indices.compactMap { place in
            let object = frame.objects[place]
            guard object.detection.objectClass.isPerson else { return nil }
            return Person(id: object.id, box: object.detection.box, team: frame.team(at: place))
        }
    }

    mutating func add(found: [Person], truth: [Person]) {
        var pairs: [BestMatching.Pair] = []
        for (row, person) in truth.enumerated() {
            for (column, candidate) in found.enumerated() {
                let overlap = person.box.iou(candidate.box)
                guard overlap >= CLEARCounts.threshold else { continue }
                pairs.append(BestMatching.Pair(row: row, column: column, score: overlap))
            }
        }
        var matching = BestMatching()
        for place in matching.choose(from: pairs, rows: truth.count, columns: found.count) {
            let person = found[pairs[place].column]
            if let team = truth[pairs[place].row].team {
                tracks[person.id, default: Track()].boxes[team][person.team ?? 2] += 1
            } else {
                tracks[person.id, default: Track()].boxesOnOthers += 1
            }
        }
    }
}

/// The figures of a team score. Unknown figures are NaN.
public struct TeamSummary: Hashable, Sendable {
    /// The number of found tracks that are mostly on persons who play for a team.
    var trackCount: Int
    /// The share of these tracks whose most frequent team is that of the persons most of its boxes are on.
    var tracksRight: Double
    /// The share of these tracks that have a team.
    var tracksNamed: Double
    /// The number of found boxes on persons who play for a team.
    var boxCount: Int
    /// The share of these boxes with that person's team.
    var boxesRight: Double
}

extension TeamScore {
    /// The figures of all frames added so far.
    public var summary: TeamSummary {
        let all = tracks.values
        let straight = all.reduce(0) { $0 + $1.boxes[0][0] + $1.boxes[1][1] }
        let crossed = all.reduce(0) { $0 + $1.boxes[0][1] + $1.boxes[1][0] }
        let names = crossed > straight ? [1, 0] : [0, 1]
        let players = all.filter { $0.playerBoxes > $0.boxesOnOthers }
        let boxCount = all.reduce(0) { $0 + $1.playerBoxes }
        return TeamSummary(
            trackCount: players.count,
            tracksRight: share(
                players.count { $0.saidTeam.map { said in names[said] } == $0.trueTeam }, of: players.count),
            tracksNamed: share(players.count { $0.saidTeam != nil }, of: players.count),
            boxCount: boxCount, boxesRight: share(max(straight, crossed), of: boxCount))
    }
}

extension TeamScore.Track {
    fileprivate var playerBoxes: Int { boxes.joined().reduce(0, +) }

    fileprivate var trueTeam: Int { boxes[0].reduce(0, +) >= boxes[1].reduce(0, +) ? 0 : 1 }

    /// The most frequent team in the result, or `nil` if no box has one.
    fileprivate var saidTeam: Int? {
        let (zero, one) = (boxes[0][0] + boxes[1][0], boxes[0][1] + boxes[1][1])
        return zero + one == 0 ? nil : zero >= one ? 0 : 1
    }
}
