extension Homography {
    /// How uncertain the image of `p` is when this homography was fitted to the points `from`.
    ///
    /// In multiples of the deviation of one fitted point in the target plane: below 1 where the points pin `p` down
    /// together, growing fast outside of them. It is the square root of the trace of J (AᵀA)⁻¹ Jᵀ over 2, J being the
    /// derivative at `p` by the 8 elements and A that at all points. `nil` where the points leave the map open.
    public func dilution(at p: Point, from: [Point]) -> Double? {
        guard from.count >= 4, let source = PointNormalisation(from) else { return nil }
        // The target's scale divides out of the answer only if it is the same on both sides: leave it as it is.
        let h = Self.product(elements, source.inverseMatrix)
        guard h[8] > 0 else { return nil }
        let scaled = h.map { $0 / h[8] }
        var system = LinearSystem(size: 8)
        for point in from {
            guard let (u, v) = Self.derivative(scaled, at: source.apply(point)) else { return nil }
            system.add(row: u, value: 0, weight: 1)
            system.add(row: v, value: 0, weight: 1)
        }
        guard let (u, v) = Self.derivative(scaled, at: source.apply(p)) else { return nil }
        var trace = 0.0
        for row in [u, v] {
            system.right = (0..<system.size).map { row[$0] }
            guard let solution = system.solved(tolerance: 1e-18) else { return nil }
            trace += solution.indices.reduce(0) { $0 + row[$1] * solution[$1] }
        }
        return trace >= 0 ? (trace / 2).squareRoot() : nil
    }

    /// The derivatives of the image's x and y by h[0]...h[7], with h[8] = 1.
    private static func derivative(_ h: [Double], at p: Point) -> (x: LinearSystem.Row, y: LinearSystem.Row)? {
        let w = h[6] * p.x + h[7] * p.y + h[8]
        guard w > 1e-9 else { return nil }
        let x = (h[0] * p.x + h[1] * p.y + h[2]) / w
        let y = (h[3] * p.x + h[4] * p.y + h[5]) / w
        let (u, v) = (p.x / w, p.y / w)
        return (.of(u, v, 1 / w, 0, 0, 0, -x * u, -x * v), .of(0, 0, 0, u, v, 1 / w, -y * u, -y * v))
    }
}
