/// The smallest convex polygon around a set of points.
public struct ConvexHull: Hashable, Sendable {
    /// The corners in order around the hull; fewer than 3 if the points are collinear.
    public let corners: [Point]

    /// Computes the hull with the monotone chain algorithm (Andrew, 1979). Points that aren't finite are ignored.
    public init(_ points: [Point]) {
        let sorted = points.filter { $0.x.isFinite && $0.y.isFinite }
            .sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        func chain(_ points: some Sequence<Point>) -> [Point] {
            var chain: [Point] = []
            for p in points {
                while chain.count >= 2, Self.cross(chain[chain.count - 2], chain[chain.count - 1], p) <= 0 {
                    chain.removeLast()
                }
                chain.append(p)
            }
            return chain.dropLast()
        }
        corners = chain(sorted) + chain(sorted.reversed())
    }

    /// The area, in the square of the points' unit.
    public var area: Double {
        var twice = 0.0
        for (a, b) in edges { twice += a.x * b.y - a.y * b.x }
        return abs(twice) / 2
    }

    /// Returns the distance of a point from the hull; 0 inside and on the edge, infinite for an empty hull.
    public func distance(to p: Point) -> Double {
        if corners.count >= 3, edges.allSatisfy({ Self.cross($0, $1, p) >= 0 }) { return 0 }
        return edges.reduce(Double.infinity) { min($0, Self.distance(from: p, a: $1.0, b: $1.1)) }
    }

    private var edges: [(Point, Point)] {
        corners.indices.map { (corners[$0], corners[($0 + 1) % corners.count]) }
    }

    private static func cross(_ o: Point, _ a: Point, _ b: Point) -> Double {
        (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)
    }

    private static func distance(from p: Point, a: Point, b: Point) -> Double {
        let d = b - a
        let squared = d.x * d.x + d.y * d.y
        guard squared > 0 else { return p.distance(to: a) }
        let t = ((p.x - a.x) * d.x + (p.y - a.y) * d.y) / squared
        return p.distance(to: a + d * min(max(t, 0), 1))
    }
}
