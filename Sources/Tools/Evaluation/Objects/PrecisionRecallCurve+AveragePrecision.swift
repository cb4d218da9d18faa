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
    public var averagePrecisionByTrapezoids: Double {
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
