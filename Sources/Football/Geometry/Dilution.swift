/// How uncertain the images of points are under a homography that was fitted to others.
public struct Dilution {
    private let h: [Double]
    private let source: PointNormalisation
    private let system: LinearSystem

    /// - Parameters:
    ///   - homography: that was fitted.
    ///   - from: the points it was fitted to.
    /// - Returns: `nil` where they are fewer than 4, or one is behind the horizon.
    public init?(of homography: Homography, from: [Point]) {
        guard from.count >= 4, let source = PointNormalisation(from) else { return nil }
        // The target's scale divides out of the answer only if it is the same on both sides: leave it as it is.
        let h = Homography.product(homography.elements, source.inverseMatrix)
        guard h[8] > 0 else { return nil }
        self.source = source
        self.h = h.map { $0 / h[8] }
        var system = LinearSystem(size: 8)
        for point in from {
            guard let (u, v) = Self.derivative(self.h, at: source.apply(point)) else { return nil }
            system.add(row: u, value: 0, weight: 1)
            system.add(row: v, value: 0, weight: 1)
        }
        self.system = system
    }

    /// The uncertainty at `p` in multiples of the deviation of one fitted point in the target plane: below 1 where the
    /// points pin `p` down together, growing fast outside of them.
    ///
    /// It is the square root of the trace of J (AᵀA)⁻¹ Jᵀ over 2, J being the derivative at `p` by the 8 elements and A
    /// that at all points. `nil` where the points leave the map open.
    public func at(_ p: Point) -> Double? {
        guard let (u, v) = Self.derivative(h, at: source.apply(p)) else { return nil }
        var trace = 0.0
        for row in [u, v] {
            guard let solution = system.solved(right: row, tolerance: 1e-18) else { return nil }
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
