import Geometry

/// Keeps the most confident of boxes that overlap.
enum NonMaximumSuppression {
    /// Candidates that no better one of the same class overlaps by more than `iou`; the best `limit`, best first.
    static func perClass(_ candidates: [Candidate], iou: Double, limit: Int) -> [Candidate] {
        keep(candidates, limit: limit) { better, other in
            better.classIndex == other.classIndex && better.box.iou(other.box) > iou
        }
    }

    /// Candidates that no better one of the same group, whatever its class, overlaps by more than `iou`.
    static func acrossClasses(
        _ candidates: [Candidate], iou: Double, inGroup: (Int) -> Bool
    ) -> [Candidate] {
        keep(candidates, limit: candidates.count) { better, other in
            inGroup(better.classIndex) && inGroup(other.classIndex) && better.box.iou(other.box) > iou
        }
    }

    private static func keep(
        _ candidates: [Candidate], limit: Int, isSame: (Candidate, Candidate) -> Bool
    ) -> [Candidate] {
        var kept: [Candidate] = []
        for candidate in candidates.sorted(by: Candidate.precedes) {
            guard kept.count < limit else { break }
            if !kept.contains(where: { isSame($0, candidate) }) { kept.append(candidate) }
        }
        return kept
    }
}
