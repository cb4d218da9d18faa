public import Geometry

extension PitchPlan {
    /// Returns the position on the template that corresponds to a position on this pitch, in metres.
    ///
    /// It is at the same share of the way between the same two lines. The map is piecewise linear in x and y, so that a
    /// player at the edge of the penalty area stays there.
    public func templatePosition(of p: Point) -> Point {
        guard self != .template else { return p }
        return Point(
            x: Self.map(p.x, from: lengthMarks, to: Self.template.lengthMarks),
            y: Self.map(p.y, from: widthMarks, to: Self.template.widthMarks))
    }

    /// The x coordinates that the painted lines mark.
    private var lengthMarks: [Double] {
        let half = [0, goalAreaDepth, penaltySpotDistance, penaltyAreaDepth, length / 2 - circleRadius]
        return half + [length / 2] + half.reversed().map { length - $0 }
    }

    private var widthMarks: [Double] {
        let half = [0, (width - penaltyAreaWidth) / 2, (width - goalAreaWidth) / 2]
        return half + half.reversed().map { width - $0 }
    }

    /// Returns the mapped coordinate. Beyond the ends, distances in metres are kept.
    private static func map(_ value: Double, from: [Double], to: [Double]) -> Double {
        guard let first = from.first, let last = from.last, let low = to.first, let high = to.last else { return value }
        if value <= first { return low + (value - first) }
        if value >= last { return high + (value - last) }
        let i = from.firstIndex { $0 > value } ?? from.count - 1
        return to[i - 1] + (value - from[i - 1]) / (from[i] - from[i - 1]) * (to[i] - to[i - 1])
    }
}
