public import Geometry

extension PitchPlan {
    /// Where a place on this pitch is on the template: the same share of the way between the same two lines.
    ///
    /// Piecewise linear in x and y, so that a player on the edge of the penalty area is there on both.
    public func templatePosition(of p: Point) -> Point {
        guard self != .template else { return p }
        return Point(
            x: Self.map(p.x, from: lengthMarks, to: Self.template.lengthMarks),
            y: Self.map(p.y, from: widthMarks, to: Self.template.widthMarks))
    }

    /// Every x at which the painted lines give a place along the pitch.
    private var lengthMarks: [Double] {
        let half = [0, goalAreaDepth, penaltySpotDistance, penaltyAreaDepth, length / 2 - circleRadius]
        return half + [length / 2] + half.reversed().map { length - $0 }
    }

    private var widthMarks: [Double] {
        let half = [0, (width - penaltyAreaWidth) / 2, (width - goalAreaWidth) / 2]
        return half + half.reversed().map { width - $0 }
    }

    /// Beyond the ends, metres stay metres.
    private static func map(_ value: Double, from: [Double], to: [Double]) -> Double {
        guard let first = from.first, let last = from.last, let low = to.first, let high = to.last else { return value }
        if value <= first { return low + (value - first) }
        if value >= last { return high + (value - last) }
        let i = from.firstIndex { $0 > value } ?? from.count - 1
        return to[i - 1] + (value - from[i - 1]) / (from[i] - from[i - 1]) * (to[i] - to[i - 1])
    }
}
