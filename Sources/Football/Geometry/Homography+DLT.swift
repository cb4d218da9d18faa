extension Homography {
    /// The weighted form of `init?(from:to:)`: a point of weight 2 counts as two.
    ///
    /// In normalised coordinates the centre of the source points is the origin, which maps to w = h33. That centre is
    /// between points that are seen, so h33 isn't 0 and can be fixed at 1, and 8 unknowns remain.
    ///
    /// - Parameters:
    ///   - from: points of the plane mapped, at least 4.
    ///   - to: where they are in the other plane, one for each.
    ///   - weights: one per point, none negative; empty for all alike.
    public init?(from: [Point], to: [Point], weights: [Double]) {
        guard from.count >= 4, from.count == to.count, weights.isEmpty || weights.count == from.count,
            let source = PointNormalisation(from), let target = PointNormalisation(to)
        else { return nil }
        var system = LinearSystem(size: 8)
        for i in from.indices {
            let p = source.apply(from[i])
            let q = target.apply(to[i])
            let weight = weights.isEmpty ? 1 : weights[i]
            guard weight >= 0, weight.isFinite else { return nil }
            system.add(row: .of(p.x, p.y, 1, 0, 0, 0, -q.x * p.x, -q.x * p.y), value: q.x, weight: weight)
            system.add(row: .of(0, 0, 0, p.x, p.y, 1, -q.y * p.x, -q.y * p.y), value: q.y, weight: weight)
        }
        guard let h = system.solved() else { return nil }
        self.init(normalised: h + [1], source: source, target: target, points: from)
    }

    /// Leaves normalised coordinates; `nil` where the map is singular or a point falls behind the horizon.
    init?(normalised h: [Double], source: PointNormalisation, target: PointNormalisation, points: [Point]) {
        // A map that throws the unit square onto a line has a determinant that rounding alone keeps from 0.
        guard abs(Self.determinant(h)) > 1e-8 else { return nil }
        self.init(elements: Self.product(target.inverseMatrix, Self.product(h, source.matrix)))
        for p in points where apply(p) == nil { return nil }
    }
}
