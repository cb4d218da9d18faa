/// The uncertainty of a fitted homography at other points than those it was fitted to.
public struct Dilution {
    private let h: [Double]
    private let source: PointNormalisation
    private let system: LinearSystem

    /// Prepares the computation.
    ///
    /// Returns `nil` if there are fewer than 4 points, or if one is behind the horizon.
    ///
    /// - Parameters:
    ///   - homography: the fitted homography.
    ///   - from: the points that it was fitted to.
    public init?(of homography: Homography, from: [Point]) {
        guard from.count >= 4, let source = PointNormalisation(from) else { return nil }
        // The target's scale cancels out only if it is the same on both sides, so it is left unchanged.
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

    /// Returns the uncertainty at `p`, in standard deviations of one fitted point in the target plane.
    ///
    /// The result is below 1 where the points together determine the position of `p`, and grows fast outside of them.
    /// It is the square root of the trace of J (AᵀA)⁻¹ Jᵀ over 2, where J is the derivative at `p` with respect to the
    /// 8 elements and A the derivative at all points. Returns `nil` if the points don't determine the map.
    public func at(_ p: Point) -> Double? {
        guard let (u, v) = Self.derivative(h, at: source.apply(p)) else { return nil }
        var trace = 0.0
        for row in [u, v] {
            guard let solution = system.solved(right: row, tolerance: 1e-18) else { return nil }
            trace += solution.indices.reduce(0) { $0 + row[$1] * solution[$1] }
        }
        return trace >= 0 ? (trace / 2).squareRoot() : nil
    }

    /// Returns the derivatives of the image's x and y with respect to h[0]...h[7], with h[8] = 1.
    private static func derivative(_ h: [Double], at p: Point) -> (x: LinearSystem.Row, y: LinearSystem.Row)? {
        let w = h[6] * p.x + h[7] * p.y + h[8]
        guard w > 1e-9 else { return nil }
        let x = (h[0] * p.x + h[1] * p.y + h[2]) / w
        let y = (h[3] * p.x + h[4] * p.y + h[5]) / w
        let (u, v) = (p.x / w, p.y / w)
        return (.of(u, v, 1 / w, 0, 0, 0, -x * u, -x * v), .of(0, 0, 0, u, v, 1 / w, -y * u, -y * v))
    }
}
