import Observations

/// How precision falls as recall rises, from the most confident detection to the least.
public struct PrecisionRecallCurve: Hashable, Sendable {
    /// What holds if every detection of at least this confidence counts.
    public struct Point: Hashable, Sendable {
        /// The least confidence that counts.
        public var confidence: Double
        /// The share of true objects that are found.
        public var recall: Double
        /// The share of detections that are right.
        public var precision: Double
    }

    /// In descending order of confidence, one for each detection.
    let points: [Point]
    /// True objects.
    let truthCount: Int

    /// - Parameters:
    ///   - hits: for each detection, in descending order of confidence, whether it is right.
    ///   - truthCount: with 0 the curve has no points: recall means nothing there.
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

    /// The precision at a recall or any higher one, at each point: a curve that only falls.
    var envelope: [Double] {
        var precisions = points.map(\.precision)
        for i in precisions.indices.dropLast().reversed() { precisions[i] = max(precisions[i], precisions[i + 1]) }
        return precisions
    }
}

extension PrecisionRecallCurve {
    /// The mean of the envelope at recalls 0.00, 0.01 ... 1.00, each read at the first point that reaches it: COCO's
    /// definition. Not a number without truth, 0 without a detection.
    public var averagePrecision: Double {
        guard truthCount > 0 else { return .nan }
        let envelope = envelope
        var sum = 0.0
        var point = 0
        for step in 0...100 {
            // Made as numpy.linspace makes it, so that a tie falls the same way as in pycocotools.
            let recall = step == 100 ? 1 : Double(step) * 0.01
            while point < points.count, points[point].recall < recall { point += 1 }
            if point < points.count { sum += envelope[point] }
        }
        return sum / 101
    }

    /// The area under the envelope by trapezoids of the same 101 recalls, linear between points: what YOLO prints.
    ///
    /// The curve is drawn from (0, 1) to its first point, and falls to 0 beyond its last.
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

/// What a confidence threshold gives: the figures of everything found with at least that confidence.
public struct OperatingPoint: Hashable, Sendable {
    /// The least confidence that counts.
    public var confidence: Double
    /// The share of detections that are right.
    public var precision: Double
    /// The share of true objects that are found.
    public var recall: Double

    /// The harmonic mean of precision and recall; 0 where both are.
    var f1: Double {
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
