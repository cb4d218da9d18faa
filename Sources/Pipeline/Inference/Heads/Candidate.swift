import Geometry
import Observations

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
