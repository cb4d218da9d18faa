import Geometry
import Observations

/// The removal of boxes that overlap a more confident box.
enum NonMaximumSuppression {
    /// The tolerance added to the overlap limit.
    ///
    /// The reference implementations compare 32-bit floats of boxes that they first shift by thousands of pixels for
    /// each class, which makes the overlap inexact by about this much.
    private static let tolerance = 5e-4

    /// Returns the candidates that no better one of the same class overlaps by more than `iou`: the best `limit`, best
    /// first.
    static func perClass(_ candidates: [Candidate], iou: Double, limit: Int) -> [Candidate] {
        keep(candidates, limit: limit) { better, other in
            better.classIndex == other.classIndex && better.box.iou(other.box) > iou + tolerance
        }
    }

    /// Returns the candidates as `perClass` does, with lower confidence for those that aren't peaks.
    ///
    /// The more a better candidate of the same class overlaps a non-peak, the more confidence the non-peak loses. A
    /// person behind another keeps most of the confidence, and a second box of the same person loses it. The method is
    /// Soft-NMS (Bodla et al., 2017).
    ///
    /// - Parameter confidence: the lowest remaining confidence, 0 to 1.
    static func perClassFading(
        _ candidates: [Candidate], iou: Double, limit: Int, confidence: Double
    ) -> [Candidate] {
        var kept: [(candidate: Candidate, faded: Candidate)] = []
        for candidate in candidates.sorted(by: Candidate.precedes) {
            var overlap = 0.0
            for (better, _) in kept where better.classIndex == candidate.classIndex {
                overlap = max(overlap, better.box.iou(candidate.box))
                if overlap > iou + tolerance { break }
            }
            guard overlap <= iou + tolerance else { continue }
            var faded = candidate
            if !candidate.isPeak { faded.confidence *= Float((1 - overlap) * (1 - overlap)) }
            if faded.confidence >= Float(confidence) { kept.append((candidate, faded)) }
        }
        return Array(kept.map(\.faded).sorted(by: Candidate.precedes).prefix(limit))
    }

    /// Returns the candidates that no better one of the group overlaps by more than `iou`, whatever their classes.
    static func acrossClasses(
        _ candidates: [Candidate], iou: Double, inGroup: (Int) -> Bool
    ) -> [Candidate] {
        keep(candidates, limit: candidates.count) { better, other in
            inGroup(better.classIndex) && inGroup(other.classIndex) && better.box.iou(other.box) > iou + tolerance
        }
    }

    /// Returns the candidates without those of the group that lie inside a larger one by more than `share` of their
    /// area.
    ///
    /// The larger one must have more than half the confidence. In close-ups, a shirt or a pair of legs looks like a
    /// distant person.
    static func wholes(_ candidates: [Candidate], share: Double, inGroup: (Int) -> Bool) -> [Candidate] {
        let group = candidates.filter { inGroup($0.classIndex) }
        return candidates.filter { part in
            guard inGroup(part.classIndex) else { return true }
            return !group.contains { whole in
                whole.box.area > part.box.area && whole.confidence > part.confidence / 2
                    && whole.box.intersection(part.box) > share * part.box.area
            }
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

/// A box from a head, before overlapping boxes are removed.
struct Candidate {
    /// The box, in pixels of the network's picture.
    var box: Box
    var classIndex: Int
    var confidence: Float
    /// The cell of the box, which breaks ties.
    var cell: Int
    /// Whether no neighbouring cell is more confident. A candidate that isn't a peak loses confidence if a better box
    /// overlaps it.
    var isPeak = true

    /// Returns whether `a` comes before `b`: by higher confidence, then earlier cell, then earlier class.
    static func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
        (b.confidence, a.cell, a.classIndex) < (a.confidence, b.cell, b.classIndex)
    }
}

extension [Candidate] {
    /// Returns the candidates that have a class on the pitch. The limit of detections counts only these.
    func known(_ classes: [ObjectClass?]) -> [Candidate] { filter { classes[$0.classIndex] != nil } }
}

extension FrameDetections {
    /// Converts candidates to source pixels and to the classes of the pitch. Candidates of other classes are dropped.
    init(_ candidates: [Candidate], classes: [ObjectClass?], letterbox: Letterbox) {
        self.init(
            objects: candidates.compactMap { candidate in
                guard let objectClass = classes[candidate.classIndex], let box = letterbox.toSource(candidate.box)
                else { return nil }
                let confidence = min(max(Double(candidate.confidence), 0), 1)
                return Detection(box: box, objectClass: objectClass, confidence: confidence)
            })
    }
}
