import Geometry
import Observations
import Tracking

/// Gathers which team found persons are said to play for, beside which they do; `summary` gives the figures.
///
/// Found and true persons are matched in each frame at an overlap of 0.50, whatever their class. Which of the two teams
/// is called 0 says nothing, so the names of the result are swapped where that makes more of its boxes right.
public struct TeamScore: Sendable {
    /// A person of one frame.
    struct Person {
        var id: Int
        var box: Box
        var team: Int?
    }

    /// What the matched boxes of one found track say.
    struct Track {
        /// Boxes on true persons of team 0 and of team 1, by what the result says of each: team 0, team 1, nothing.
        var boxes = [[Int]](repeating: [0, 0, 0], count: 2)
        /// Boxes on persons who play for none.
        var boxesOnOthers = 0
    }

    private(set) var tracks: [Int: Track] = [:]

    /// Starts an empty score.
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

/// The figures of a team score. What can't be known is not a number.
public struct TeamSummary: Hashable, Sendable {
    /// Found tracks that are mostly on persons who play for a team.
    var trackCount: Int
    /// The share of those whose team, by most of its boxes, is that of the persons that most of its boxes are on.
    var tracksRight: Double
    /// The share of those that have a team at all.
    var tracksNamed: Double
    /// Found boxes on persons who play for a team.
    var boxCount: Int
    /// The share of those with that person's team.
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

    /// nil where the result names none on any of the boxes.
    fileprivate var saidTeam: Int? {
        let (zero, one) = (boxes[0][0] + boxes[1][0], boxes[0][1] + boxes[1][1])
        return zero + one == 0 ? nil : zero >= one ? 0 : 1
    }
}
