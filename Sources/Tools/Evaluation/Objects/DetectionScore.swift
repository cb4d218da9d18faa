import Geometry
public import Observations

/// Gathers detections beside the truth, frame after frame; `summary` gives the figures.
///
/// Average precision as COCO defines it (Lin et al. 2014, and the reference code `pycocotools`): every class by itself,
/// at ten overlaps, over all frames at once.
public struct DetectionScore: Sendable {
    /// The most confident detections of a class that count in one frame. COCO's is 100.
    let maximumDetections: Int

    var ranked = [[RankedDetection]](repeating: [], count: ObjectClass.allCases.count)
    var truthCounts = [Int](repeating: 0, count: ObjectClass.allCases.count)
    var outcomes: [FrameOutcome] = []

    /// Starts an empty score.
    public init(maximumDetections: Int = 100) {
        self.maximumDetections = max(0, maximumDetections)
    }

    /// Frames added so far.
    public var frameCount: Int { outcomes.count }

    /// Makes sure that there is something to measure.
    ///
    /// - Parameter source: where the labels are.
    /// - Throws: `EvaluationError`, `malformed` if no frame has a true object.
    public func requireTruth(in source: String) throws(EvaluationError) {
        guard truthCounts.allSatisfy({ $0 == 0 }) else { return }
        throw EvaluationError(
            .malformed, "No object is labelled in the pictures here, so there is nothing to measure.", source: source)
    }

    /// Adds a frame.
    ///
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

/// One frame's errors at a confidence: what a person wants to look at first.
public struct FrameMisses: Sendable {
    /// The frame.
    public var frame: EvaluatedFrame
    /// True objects that nothing took, with a confidence of 1.
    public var missed: [Detection]
    /// Detections where no such object is.
    public var wrong: [Detection]

    /// The errors of the frame.
    public var count: Int { missed.count + wrong.count }
}

extension DetectionScore {
    /// The frames with the most errors, most first; frames without an error are left out.
    ///
    /// - Parameters:
    ///   - limit: frames at most.
    ///   - confidence: detections below it don't count; `summary.best.confidence` is a good one. Not a number counts all.
    public func worstFrames(limit: Int, confidence: Double) -> [FrameMisses] {
        let confidence = confidence.isNaN ? -.greatestFiniteMagnitude : confidence
        let misses = outcomes.map { outcome in
            FrameMisses(
                frame: outcome.frame,
                missed: outcome.truth.filter { !(($0.foundAt ?? -.infinity) >= confidence) }.map {
                    Detection(box: $0.box, objectClass: $0.objectClass, confidence: 1)
                },
                wrong: outcome.wrong.filter { $0.confidence >= confidence })
        }
        let order = misses.indices.filter { misses[$0].count > 0 }.sorted {
            (-misses[$0].count, $0) < (-misses[$1].count, $1)
        }
        return order.prefix(max(0, limit)).map { misses[$0] }
    }
}
