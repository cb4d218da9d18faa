import Observations

/// What a confidence threshold gives: the figures of everything found with at least that confidence.
public struct OperatingPoint: Hashable, Sendable {
    public var confidence: Double
    public var precision: Double
    public var recall: Double

    /// The harmonic mean of precision and recall; 0 where both are.
    public var f1: Double {
        let sum = precision + recall
        if sum.isNaN { return .nan }
        return sum > 0 ? 2 * precision * recall / sum : 0
    }

    /// Nothing to measure.
    static let none = OperatingPoint(confidence: .nan, precision: .nan, recall: .nan)
}

extension PrecisionRecallCurve {
    /// The point of the highest F1; of several, the one of the highest confidence.
    ///
    /// Detections of one confidence stand or fall together, so only the last of them is a point to choose.
    public var best: OperatingPoint {
        guard truthCount > 0 else { return .none }
        var best = OperatingPoint(confidence: .nan, precision: 0, recall: 0)
        for (i, point) in points.enumerated() where i + 1 == points.count || points[i + 1].confidence < point.confidence
        {
            let candidate = OperatingPoint(
                confidence: point.confidence, precision: point.precision, recall: point.recall)
            if best.confidence.isNaN || candidate.f1 > best.f1 { best = candidate }
        }
        return best
    }

    /// What a threshold gives; a precision of 0 where nothing is found.
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

    /// The threshold at which the mean F1 of several classes is highest, and their mean figures there.
    ///
    /// Curves without truth don't count.
    static func best(of curves: [PrecisionRecallCurve]) -> OperatingPoint {
        let counted = curves.filter { $0.truthCount > 0 }
        guard !counted.isEmpty else { return .none }
        // Between two neighbouring confidences of a curve nothing changes, so the ends of all curves' steps are enough.
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
