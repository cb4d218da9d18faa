/// A projective map between two planes, as a 3 x 3 matrix up to scale.
///
/// The matrix is kept with the sign under which the points it was made from have a positive third coordinate, so
/// that `apply` can tell what lies behind the camera.
public struct Homography: Hashable, Sendable {
    /// Row-major, 9 values.
    public let elements: [Double]

    /// A homography of a matrix that is already known.
    ///
    /// - Parameter elements: 9 finite values, row-major, with the sign that gives visible points a positive third
    ///   coordinate. `nil` if there are not 9, or the matrix cannot be inverted.
    public init?(elements: [Double]) {
        guard elements.count == 9, elements.allSatisfy(\.isFinite) else { return nil }
        let scale = elements.reduce(0) { max($0, abs($1)) }
        guard scale > 0, abs(Self.determinant(elements.map { $0 / scale })) > 1e-18 else { return nil }
        self.elements = elements
    }

    /// The map from `from` to `to` by the normalised direct linear transform, over all points in least squares.
    ///
    /// `nil` with fewer than 4 points, where the points are collinear or otherwise leave the map open, and where the
    /// points lie on both sides of the horizon. Exact for 4 points.
    public init?(from: [Point], to: [Point]) {
        self.init(from: from, to: to, weights: [])
    }

    public static let identity = Homography(unchecked: [1, 0, 0, 0, 1, 0, 0, 0, 1])

    /// Where `p` lands in the other plane; `nil` at infinity and behind the horizon.
    public func apply(_ p: Point) -> Point? {
        let h = elements
        let w = h[6] * p.x + h[7] * p.y + h[8]
        // Relative to the terms of the sum, so that the scale of neither plane matters.
        guard w > 1e-12 * (abs(h[6] * p.x) + abs(h[7] * p.y) + abs(h[8])) else { return nil }
        let q = Point(x: (h[0] * p.x + h[1] * p.y + h[2]) / w, y: (h[3] * p.x + h[4] * p.y + h[5]) / w)
        return q.x.isFinite && q.y.isFinite ? q : nil
    }

    /// The map back; what is in front of the horizon here is so there.
    public var inverse: Homography? {
        let adjugate = Self.adjugate(elements)
        let determinant = Self.determinant(elements)
        guard determinant.isFinite, determinant != 0 else { return nil }
        // H (x, y, 1) = w (X, Y, 1) with w > 0, so dividing by the determinant keeps 1 / w > 0 on the way back.
        return Homography(elements: adjugate.map { $0 / determinant })
    }

    /// The map that applies `first`, then this one.
    public func after(_ first: Homography) -> Homography? {
        Homography(elements: Self.product(elements, first.elements))
    }

    /// The determinant of the map's derivative at `p`: how much an area grows, negative where the map mirrors.
    ///
    /// For H = [a b c; d e f; g h i] and w = g x + h y + i this is det(H) / w^3.
    public func areaScale(at p: Point) -> Double? {
        guard apply(p) != nil else { return nil }
        let w = elements[6] * p.x + elements[7] * p.y + elements[8]
        return Self.determinant(elements) / (w * w * w)
    }

    init(unchecked elements: [Double]) {
        self.elements = elements
    }
}
