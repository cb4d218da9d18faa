/// A projective map between two planes: a 3 x 3 matrix up to scale.
///
/// The sign of the matrix is such that the points it was fitted to have a positive third coordinate. So `apply` can
/// recognise points behind the camera.
public struct Homography: Hashable, Sendable {
    /// The matrix, row-major, 9 values.
    public let elements: [Double]

    /// Makes a homography from a known matrix.
    ///
    /// Returns `nil` if there aren't 9 finite values or the matrix isn't invertible.
    ///
    /// - Parameter elements: 9 finite values, row-major, with the sign that gives visible points a positive third
    ///   coordinate.
    public init?(elements: [Double]) {
        guard elements.count == 9, elements.allSatisfy(\.isFinite) else { return nil }
        let scale = elements.reduce(0) { max($0, abs($1)) }
        guard scale > 0, abs(Self.determinant(elements.map { $0 / scale })) > 1e-18 else { return nil }
        self.elements = elements
    }

    /// Fits the map from `from` to `to` by the normalised direct linear transform, in least squares over all points.
    ///
    /// The map is exact for 4 points. Returns `nil` if there are fewer than 4 points, if the points are collinear or
    /// don't determine the map for another reason, or if they lie on both sides of the horizon.
    public init?(from: [Point], to: [Point]) {
        self.init(from: from, to: to, weights: [])
    }

    /// The identity map.
    public static let identity = Homography(unchecked: [1, 0, 0, 0, 1, 0, 0, 0, 1])

    /// Returns the image of `p` in the other plane; `nil` at infinity and behind the horizon.
    public func apply(_ p: Point) -> Point? {
        let h = elements
        let w = h[6] * p.x + h[7] * p.y + h[8]
        // The test is relative to the terms of the sum, so it doesn't depend on the scale of either plane.
        guard w > 1e-12 * (abs(h[6] * p.x) + abs(h[7] * p.y) + abs(h[8])) else { return nil }
        let q = Point(x: (h[0] * p.x + h[1] * p.y + h[2]) / w, y: (h[3] * p.x + h[4] * p.y + h[5]) / w)
        return q.x.isFinite && q.y.isFinite ? q : nil
    }

    /// The inverse map; `nil` if the matrix isn't invertible. Points in front of the horizon remain so.
    public var inverse: Homography? {
        let adjugate = Self.adjugate(elements)
        let determinant = Self.determinant(elements)
        guard determinant.isFinite, determinant != 0 else { return nil }
        // H (x, y, 1) = w (X, Y, 1) with w > 0, so dividing by the determinant keeps 1 / w > 0 on the way back.
        return Homography(elements: adjugate.map { $0 / determinant })
    }

    /// Returns the map that applies `first` and then this one; `nil` if it isn't invertible.
    public func after(_ first: Homography) -> Homography? {
        Homography(elements: Self.product(elements, first.elements))
    }

    /// Returns the determinant of the map's derivative at `p`: the factor by which an area grows, negative if the map
    /// mirrors.
    ///
    /// For H = [a b c; d e f; g h i] and w = g x + h y + i, this is det(H) / w^3. Returns `nil` at infinity and behind
    /// the horizon.
    public func areaScale(at p: Point) -> Double? {
        guard apply(p) != nil else { return nil }
        let w = elements[6] * p.x + elements[7] * p.y + elements[8]
        return Self.determinant(elements) / (w * w * w)
    }

    init(unchecked elements: [Double]) {
        self.elements = elements
    }
}
