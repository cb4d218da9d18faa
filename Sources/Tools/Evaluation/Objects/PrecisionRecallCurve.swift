import Observations

/// Precision over recall, from the most to the least confident detection.
public struct PrecisionRecallCurve: Hashable, Sendable {
    /// The figures if all detections with at least this confidence count.
    public struct Point: Hashable, Sendable {
        /// The lowest confidence that counts.
        public var confidence: Double
        /// The share of true objects that were found.
        public var recall: Double
        /// The share of detections that are correct.
        public var precision: Double
    }

    /// One point per detection, in descending order of confidence.
    let points: [Point]
    /// The number of true objects.
    let truthCount: Int

    /// Creates a curve.
    ///
    /// - Parameters:
    ///   - hits: For each detection, in descending order of confidence, whether it is correct.
    ///   - truthCount: The number of true objects. If it is 0, the curve has no points, because recall is undefined.
    init(hits: [(confidence: Double, isHit: Bool)], truthCount: Int) {
        self.truthCount = truthCount
        guard truthCount > 0 else {
            points = []
            return
        }
        var right = 0
        points = hits.enumerated().map { rank, hit in
            if hit.isHit { right += 1 }
            return Point(
                confidence: hit.confidence, recall: Double(right) / Double(truthCount),
                precision: Double(right) / Double(rank + 1))
        }
    }

    /// For each point, the highest precision at this or any higher recall, which makes the curve monotonic.
    var envelope: [Double] {
        var precisions = points.map(\.precision)
        for i in precisions.indices.dropLast().reversed() { precisions[i] = max(precisions[i], precisions[i + 1]) }
        return precisions
    }
}

extension PrecisionRecallCurve {
    /// The mean of the envelope at the recalls 0.00, 0.01 … 1.00, each read at the first point that reaches it (COCO's
    /// definition). It is NaN without truth and 0 without detections.
    public var averagePrecision: Double {
        guard truthCount > 0 else { return .nan }
        let envelope = envelope
        var sum = 0.0
        var point = 0
        for step in 0...100 {
            // Computed like `numpy.linspace`, so that ties are decided as in `pycocotools`.
            let recall = step == 100 ? 1 : Double(step) * 0.01
            while point < points.count, points[point].recall < recall { point += 1 }
            if point < points.count { sum += envelope[point] }
        }
        return sum / 101
    }

    /// The area under the envelope by the trapezoidal rule at the same 101 recalls, linear between points, as YOLO
    /// prints it.
    ///
    /// The curve starts at (0, 1), and falls to 0 after its last point.
    var averagePrecisionByTrapezoids: Double {
        guard truthCount > 0 else { return .nan }
        guard let last = points.last else { return 0 }
        let recalls = [0] + points.map(\.recall) + [last.recall, 1]
        let precisions = [1] + envelope + [0, 0]
        var samples: [Double] = []
        var left = 0
        for step in 0...100 {
            let recall = Double(step) / 100
            while left + 1 < recalls.count, recalls[left + 1] <= recall { left += 1 }
            guard left + 1 < recalls.count else {
                samples.append(precisions[left])
                continue
            }
            let slope = (precisions[left + 1] - precisions[left]) / (recalls[left + 1] - recalls[left])
            samples.append(precisions[left] + slope * (recall - recalls[left]))
        }
        return zip(samples, samples.dropFirst()).reduce(0) { $0 + ($1.0 + $1.1) / 2 } / 100
    }
}

/// The figures at a confidence threshold, counting all detections with at least that confidence.
public struct OperatingPoint: Hashable, Sendable {
    /// The confidence threshold.
    public var confidence: Double
    /// The share of detections that are correct.
    public var precision: Double
    /// The share of true objects that were found.
    public var recall: Double

    /// The harmonic mean of precision and recall; 0 if both are 0.
    var f1: Double {
        let sum = precision + recall
        if sum.isNaN { return .nan }
        return sum > 0 ? 2 * precision * recall / sum : 0
    }

    /// The value if there is nothing to evaluate.
    static let none = OperatingPoint(confidence: .nan, precision: .nan, recall: .nan)
}

extension PrecisionRecallCurve {
    /// The figures at each confidence, in descending order.
    ///
    /// Detections with equal confidence count together, so only the last of them is included.
    private var operatingPoints: [OperatingPoint] {
        points.indices.filter { $0 + 1 == points.count || points[$0 + 1].confidence < points[$0].confidence }.map {
            OperatingPoint(
                confidence: points[$0].confidence, precision: points[$0].precision, recall: points[$0].recall)
        }
    }

    /// The point with the highest F1, and of several such points the one with the highest confidence.
    public var best: OperatingPoint {
        guard truthCount > 0 else { return .none }
        var best = OperatingPoint(confidence: .nan, precision: 0, recall: 0)
        for candidate in operatingPoints where best.confidence.isNaN || candidate.f1 > best.f1 { best = candidate }
        return best
    }

    /// Returns the point with the highest recall at which the precision is at least `precision`, and of several such
    /// points the one with the highest confidence. If there is none, the recall is 0 and the rest NaN.
    func highestRecall(precision: Double) -> OperatingPoint {
        guard truthCount > 0 else { return .none }
        var best = OperatingPoint(confidence: .nan, precision: .nan, recall: 0)
        for candidate in operatingPoints where candidate.precision >= precision && candidate.recall > best.recall {
            best = candidate
        }
        return best
    }

    /// Returns the figures at a threshold. The precision is 0 if nothing is found.
    public func at(confidence: Double) -> OperatingPoint {
        guard truthCount > 0 else { return .none }
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if points[middle].confidence >= confidence { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return OperatingPoint(confidence: confidence, precision: 0, recall: 0) }
        let point = points[low - 1]
        return OperatingPoint(confidence: confidence, precision: point.precision, recall: point.recall)
    }

    /// Returns the threshold with the highest mean F1 of several classes, and the mean figures there. Ignores curves
    /// without truth.
    static func best(of curves: [PrecisionRecallCurve]) -> OperatingPoint {
        let counted = curves.filter { $0.truthCount > 0 }
        guard !counted.isEmpty else { return .none }
        // The figures change only at the confidences of the curves' points, so it suffices to try these.
        var thresholds = counted.flatMap { $0.points.map(\.confidence) }
        thresholds.sort(by: >)
        var best = OperatingPoint(confidence: .nan, precision: 0, recall: 0)
        var bestF1 = -1.0
        var previous = Double.nan
        for threshold in thresholds where threshold != previous {
            previous = threshold
            let figures = counted.map { $0.at(confidence: threshold) }
            let f1 = meanOfNumbers(figures.map(\.f1))
            guard f1 > bestF1 else { continue }
            bestF1 = f1
            best = OperatingPoint(
                confidence: threshold, precision: meanOfNumbers(figures.map(\.precision)),
                recall: meanOfNumbers(figures.map(\.recall)))
        }
        return best
    }
}
