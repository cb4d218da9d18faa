import Geometry
public import Observations

/// A comparison of detections with the truth, frame by frame. `summary` returns the figures.
///
/// Average precision follows COCO (Lin et al. 2014, and the reference code `pycocotools`): per class, at ten overlaps,
/// over all frames together.
public struct DetectionScore: Sendable {
    /// The number of most confident detections per class and frame that count. COCO uses 100.
    let maximumDetections: Int

    var ranked = [[RankedDetection]](repeating: [], count: ObjectClass.allCases.count)
    var truthCounts = [Int](repeating: 0, count: ObjectClass.allCases.count)
    var outcomes: [FrameOutcome] = []

    /// Creates an empty score.
    public init(maximumDetections: Int = 100) {
        self.maximumDetections = max(0, maximumDetections)
    }

    /// The number of frames added so far.
    public var frameCount: Int { outcomes.count }

    /// Verifies that there is something to evaluate.
    ///
    /// - Parameter source: The path of the labels.
    /// - Throws: `EvaluationError` with `malformed` if no frame has a true object.
    public func requireTruth(in source: String) throws(EvaluationError) {
        guard truthCounts.allSatisfy({ $0 == 0 }) else { return }
        throw EvaluationError(
            .malformed, "None of the pictures has a labelled object, so there is nothing to evaluate.", source: source)
    }

    /// Adds a frame.
    ///
    /// - Parameters:
    ///   - frame: The labelled frame.
    ///   - found: The detections of any confidence; average precision needs the uncertain ones too.
    ///   - truth: The true objects. Their confidence is ignored.
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
                    RankedDetection(
                        confidence: detection.confidence, hits: match.hits, frame: outcomes.count))
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

/// A detection among the detections of its class in all frames.
struct RankedDetection: Sendable {
    var confidence: Double
    /// Bit t is set if the detection is correct at the t-th overlap threshold.
    var hits: UInt16
    /// The index of the frame among the score's outcomes.
    var frame: Int
}

/// The matches of one frame's true boxes and detections, at an overlap of 0.50.
struct FrameOutcome: Sendable {
    struct Truth: Sendable {
        var box: Box
        var objectClass: ObjectClass
        /// The confidence of the matching detection; `nil` if there is none.
        var foundAt: Double?
    }

    var frame: EvaluatedFrame
    var truth: [Truth] = []
    /// The detections without a matching true box.
    var wrong: [Detection] = []
}

/// The errors of one frame at a confidence threshold, for inspection.
public struct FrameMisses: Sendable {
    /// The frame.
    public var frame: EvaluatedFrame
    /// The true objects that were not found, with a confidence of 1.
    public var missed: [Detection]
    /// The detections without a true object.
    public var wrong: [Detection]

    /// The number of errors.
    public var count: Int { missed.count + wrong.count }
}

extension DetectionScore {
    /// Returns the frames with the most errors, in descending order. Omits frames without errors.
    ///
    /// - Parameters:
    ///   - limit: The largest number of frames.
    ///   - confidence: Detections below it do not count; `summary.best.confidence` is a good value. NaN counts all.
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
