extension Homography {
    /// Fits the map from `from` to `to` as `init?(from:to:)` does, with weights: a point of weight 2 counts as two.
    ///
    /// In normalised coordinates, the centre of the source points is the origin, which maps to w = h33. The centre lies
    /// between visible points, so h33 isn't 0. It can be set to 1, and 8 unknowns remain.
    ///
    /// - Parameters:
    ///   - from: points of the source plane, at least 4.
    ///   - to: the corresponding points of the target plane.
    ///   - weights: a weight of at least 0 for each point; empty = equal weights.
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

    /// Converts a map from normalised coordinates. Returns `nil` if the map is singular or a point is behind the
    /// horizon.
    init?(normalised h: [Double], source: PointNormalisation, target: PointNormalisation, points: [Point]) {
        // A map of the unit square to a line has a determinant of 0 except for rounding errors.
        guard abs(Self.determinant(h)) > 1e-8 else { return nil }
        self.init(elements: Self.product(target.inverseMatrix, Self.product(h, source.matrix)))
        for p in points where apply(p) == nil { return nil }
    }
}
