import Geometry
public import Observations

/// Gathers detections beside the truth, frame after frame; `summary` gives the figures.
///
/// Average precision as COCO defines it (Lin et al. 2014, and the reference code `pycocotools`): every class by itself,
/// at ten overlaps, over all frames at once.
public struct DetectionScore: Sendable {
    /// The most confident detections of a class that count in one frame. COCO's is 100.
    public let maximumDetections: Int

    var ranked = [[RankedDetection]](repeating: [], count: ObjectClass.allCases.count)
    var truthCounts = [Int](repeating: 0, count: ObjectClass.allCases.count)
    var outcomes: [FrameOutcome] = []

    public init(maximumDetections: Int = 100) {
        self.maximumDetections = max(0, maximumDetections)
    }

    /// Frames added so far.
    public var frameCount: Int { outcomes.count }

    /// - Parameters:
    ///   - found: of any confidence; average precision wants the unsure ones too.
    ///   - truth: the confidence is not looked at.
    ///   - frame: the labelled frame.
    public mutating func add(frame: EvaluatedFrame, found: [Detection], truth: [Detection]) {
        var outcome = FrameOutcome(frame: frame)
        for objectClass in ObjectClass.allCases {
            let detections = found.filter { $0.objectClass == objectClass }
            let boxes = truth.filter { $0.objectClass == objectClass }.map(\.box)
            let matches = GreedyMatcher.match(
                found: detections, truth: boxes, maximumDetections: maximumDetections)
            truthCounts[objectClass.rawValue] += boxes.count
            var foundAt = [Double?](repeating: nil, count: boxes.count)
            for match in matches {
                let detection = detections[match.detection]
                ranked[objectClass.rawValue].append(
                    RankedDetection(confidence: detection.confidence, hits: match.hits))
                if let truth = match.truth {
                    foundAt[truth] = detection.confidence
                } else {
                    outcome.wrong.append(detection)
                }
            }
            for (box, confidence) in zip(boxes, foundAt) {
                outcome.truth.append(
                    FrameOutcome.Truth(box: box, objectClass: objectClass, foundAt: confidence))
            }
        }
        outcomes.append(outcome)
    }
}

/// A detection among all frames' detections of its class.
struct RankedDetection: Sendable {
    var confidence: Double
    /// Bit t: right at the t-th overlap threshold.
    var hits: UInt16
}

/// What became of one frame's true boxes and detections, at an overlap of 0.50.
struct FrameOutcome: Sendable {
    struct Truth: Sendable {
        var box: Box
        var objectClass: ObjectClass
        /// The confidence of the detection that took it.
        var foundAt: Double?
    }

    var frame: EvaluatedFrame
    var truth: [Truth] = []
    /// Detections that took no true box.
    var wrong: [Detection] = []
}
