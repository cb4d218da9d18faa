import Geometry
import Observations

/// COCO's matching of one frame's detections with the true boxes of the same class.
///
/// In order of confidence, each detection takes the free true box with the largest overlap that reaches the threshold.
/// This happens once per threshold. As in `pycocotools`, the later of two boxes with equal overlap is taken, and the
/// earlier of two detections with equal confidence comes first.
struct GreedyMatcher {
    /// A detection and its matches.
    struct Match {
        /// The index of the detection.
        var detection: Int
        /// Bit t is set if the detection took a true box at the t-th threshold.
        var hits: UInt16
        /// The index of the true box taken at the first threshold (0.50); `nil` if there is none.
        var truth: Int?
    }

    /// Matches the detections of one frame.
    ///
    /// - Parameters:
    ///   - found: The detections.
    ///   - truth: The true boxes.
    ///   - maximumDetections: The number of most confident detections that count.
    /// - Returns: The matches in descending order of confidence.
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

/// The intersections over union at which a detection counts as correct: COCO's ten, 0.50 to 0.95.
enum OverlapThresholds {
    /// Computed like `numpy.linspace(0.5, 0.95, 10)`, so that ties are decided as in `pycocotools`.
    static let all: [Double] = {
        let step: Double = (0.95 - 0.5) / 9
        return (0..<9).map { 0.5 + Double($0) * step } + [0.95]
    }()
}
