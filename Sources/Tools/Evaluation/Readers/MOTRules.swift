import Geometry
import Observations

/// Which rows of a MOTChallenge truth count.
public enum MOTRules: Hashable, Sendable {
    /// Those of MOT16, MOT17 and MOT20: pedestrians (class 1) count, and a found box that fits a distractor - someone on
    /// a vehicle, a standing one, a mirror image - is neither right nor wrong.
    case pedestrians
    /// Every row that isn't marked 0 counts, whatever its class.
    case everyObject
    /// Pedestrians where the truth holds classes beyond the project's own class ids, else every object.
    case automatic

    private static let distractors: Set<Int> = [2, 7, 8, 12]

    func settled(for truth: [MOTRow]) -> MOTRules {
        guard self == .automatic else { return self }
        let ownClasses = -1..<ObjectClass.allCases.count
        return truth.allSatisfy { ownClasses.contains($0.classID ?? 0) } ? .everyObject : .pedestrians
    }

    func counts(_ row: MOTRow) -> Bool {
        guard row.mark != 0 else { return false }
        return self == .pedestrians ? row.classID == 1 : true
    }

    /// The found boxes of a frame without those that fit a distractor.
    ///
    /// All rows take part in the matching, at an overlap of 0.50, so that a found box goes to a pedestrian that it fits
    /// better. This is how the benchmark's own program prepares a result.
    func withoutDistractors(_ found: [TrackedBox], truth: [MOTRow], matching: inout BestMatching) -> [TrackedBox] {
        guard self == .pedestrians, truth.contains(where: { Self.isDistractor($0) }) else { return found }
        var pairs: [BestMatching.Pair] = []
        for (row, label) in truth.enumerated() {
            for (column, box) in found.enumerated() {
                let overlap = label.box.iou(box.box)
                guard overlap >= CLEARCounts.threshold - Double.ulpOfOne else { continue }
                pairs.append(BestMatching.Pair(row: row, column: column, score: overlap))
            }
        }
        let chosen = matching.choose(from: pairs, rows: truth.count, columns: found.count)
        let dropped = Set(chosen.filter { Self.isDistractor(truth[pairs[$0].row]) }.map { pairs[$0].column })
        return found.indices.filter { !dropped.contains($0) }.map { found[$0] }
    }

    private static func isDistractor(_ row: MOTRow) -> Bool {
        row.classID.map(distractors.contains) ?? false
    }
}
