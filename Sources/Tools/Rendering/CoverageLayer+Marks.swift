import Geometry

extension CoverageLayer {
    /// A small triangle that points down at the middle of a box's upper edge.
    mutating func pointer(above box: Box, size: Double) {
        let tip = Point(box.center.x, box.y1 - size * 0.4)
        let rows = Self.pixels(from: tip.y - size, to: tip.y, limit: height)
        for y in rows {
            let half = (tip.y - Double(y) - 0.5) * 0.6
            guard half > 0 else { continue }
            let columns = Self.pixels(from: tip.x - half - 1, to: tip.x + half + 1, limit: width)
            let (middle, reach) = (Float(tip.x), Float(half))
            raise(row: y, from: columns.lowerBound, to: columns.upperBound) { x in reach + 0.5 - abs(x - middle) }
        }
    }
}
