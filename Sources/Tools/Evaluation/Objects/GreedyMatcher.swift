import Geometry
import Observations

/// COCO's matching of one frame's detections of one class with the truth of that class.
///
/// In order of confidence, each detection takes the free true box that it overlaps most, if by the threshold at least;
/// once for each threshold. Of equal overlaps the later box is taken, of equal confidences the earlier detection comes
/// first, both as in `pycocotools`.
struct GreedyMatcher {
    /// One detection, and whether it is right.
    struct Match {
        /// Place in what was given.
        var detection: Int
        /// Bit t is set where a true box was taken at the t-th threshold.
        var hits: UInt16
        /// The true box taken at the first threshold (0.50).
        var truth: Int?
    }

    /// - Parameter maximumDetections: the most confident ones that count.
    /// - Returns: in descending order of confidence.
    static func match(found: [Detection], truth: [Box], maximumDetections: Int) -> [Match] {
        let order = found.indices.sorted {
            (-found[$0].confidence, $0) < (-found[$1].confidence, $1)
        }.prefix(maximumDetections)
        var matches = order.map { Match(detection: $0, hits: 0, truth: nil) }
        guard !truth.isEmpty else { return matches }
        let overlaps = order.flatMap { detection in truth.map { found[detection].box.iou($0) } }
        for (bit, threshold) in OverlapThresholds.all.enumerated() {
            var isTaken = [Bool](repeating: false, count: truth.count)
            for rank in matches.indices {
                var best = min(threshold, 1 - 1e-10)
                var taken: Int?
                for candidate in truth.indices where !isTaken[candidate] {
                    let overlap = overlaps[rank * truth.count + candidate]
                    guard overlap >= best else { continue }
                    best = overlap
                    taken = candidate
                }
                guard let taken else { continue }
                isTaken[taken] = true
                matches[rank].hits |= 1 << UInt16(bit)
                if bit == 0 { matches[rank].truth = taken }
            }
        }
        return matches
    }
}

/// The intersections over union from which a detection counts as right: COCO's ten, 0.50 to 0.95.
enum OverlapThresholds {
    /// Made as `numpy.linspace(0.5, 0.95, 10)` makes them, so that a tie falls the same way as in `pycocotools`.
    static let all: [Double] = {
        let step: Double = (0.95 - 0.5) / 9
        return (0..<9).map { 0.5 + Double($0) * step } + [0.95]
    }()
}
