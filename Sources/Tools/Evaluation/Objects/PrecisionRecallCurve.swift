import Observations

/// How precision falls as recall rises, from the most confident detection to the least.
public struct PrecisionRecallCurve: Hashable, Sendable {
    /// What holds if every detection of at least this confidence counts.
    public struct Point: Hashable, Sendable {
        public var confidence: Double
        public var recall: Double
        public var precision: Double
    }

    /// In descending order of confidence, one for each detection.
    public let points: [Point]
    /// True objects.
    public let truthCount: Int

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
    public var envelope: [Double] {
        var precisions = points.map(\.precision)
        for i in precisions.indices.dropLast().reversed() { precisions[i] = max(precisions[i], precisions[i + 1]) }
        return precisions
    }
}
