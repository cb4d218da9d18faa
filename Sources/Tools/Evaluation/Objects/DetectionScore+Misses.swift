import Geometry
public import Observations

/// One frame's errors at a confidence: what a person wants to look at first.
public struct FrameMisses: Sendable {
    public var frame: EvaluatedFrame
    /// True objects that nothing took, with a confidence of 1.
    public var missed: [Detection]
    /// Detections where no such object is.
    public var wrong: [Detection]

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
