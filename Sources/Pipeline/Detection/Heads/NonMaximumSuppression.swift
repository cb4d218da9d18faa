import Geometry
import Observations

/// Keeps the most confident of boxes that overlap.
enum NonMaximumSuppression {
    /// An overlap this little above the limit is still allowed: the references compare 32-bit floats of boxes that
    /// they first move thousands of pixels apart by class, which blurs an overlap by as much.
    private static let tolerance = 5e-4

    /// Candidates that no better one of the same class overlaps by more than `iou`; the best `limit`, best first.
    static func perClass(_ candidates: [Candidate], iou: Double, limit: Int) -> [Candidate] {
        keep(candidates, limit: limit) { better, other in
            better.classIndex == other.classIndex && better.box.iou(other.box) > iou + tolerance
        }
    }

    /// As `perClass`, but one that is no peak counts less, the more a better one of the same class overlaps it: a person
    /// who stands behind another keeps most of his confidence, a second box of the same person loses it (Soft-NMS, Bodla
    /// et al. 2017).
    ///
    /// - Parameter confidence: what is to be left of it, 0 to 1.
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

    /// Candidates that no better one of the same group, whatever its class, overlaps by more than `iou`.
    static func acrossClasses(
        _ candidates: [Candidate], iou: Double, inGroup: (Int) -> Bool
    ) -> [Candidate] {
        keep(candidates, limit: candidates.count) { better, other in
            inGroup(better.classIndex) && inGroup(other.classIndex) && better.box.iou(other.box) > iou + tolerance
        }
    }

    /// Candidates of a group without those that lie in a larger, believable one by more than `share` of their area:
    /// close up, a shirt or a pair of legs looks like a person far away.
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

/// A box that a head found, before overlapping ones are removed.
struct Candidate {
    /// Pixels of the network's picture.
    var box: Box
    var classIndex: Int
    var confidence: Float
    /// The cell it comes from, which settles ties.
    var cell: Int
    /// Whether the cell is more confident than those around it; another is believed less, the more a better box
    /// overlaps its own.
    var isPeak = true

    /// The more confident first; of equals the earlier cell, then the earlier class.
    static func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
        (b.confidence, a.cell, a.classIndex) < (a.confidence, b.cell, b.classIndex)
    }
}

extension FrameDetections {
    /// Candidates in the source's pixels, by the classes of the pitch.
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
