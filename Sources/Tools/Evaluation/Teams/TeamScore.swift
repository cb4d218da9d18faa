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
