/// The translation and scale that give points a mean of 0 and a mean distance of sqrt(2).
///
/// Without them, the direct linear transform is ill-conditioned (Hartley, "In Defense of the Eight-Point Algorithm",
/// 1997).
struct PointNormalisation {
    let centre: Point
    let scale: Double

    /// Returns `nil` if all points coincide or one isn't finite.
    init?(_ points: [Point]) {
        let n = Double(points.count)
        let sum = points.reduce(Point.zero, +)
        let centre = Point(x: sum.x / n, y: sum.y / n)
        let spread = points.reduce(0) { $0 + $1.distance(to: centre) } / n
        guard spread.isFinite, spread > 1e-12 * (abs(centre.x) + abs(centre.y)), spread > 0 else { return nil }
        self.centre = centre
        scale = 2.0.squareRoot() / spread
    }

    func apply(_ p: Point) -> Point { (p - centre) * scale }

    var matrix: [Double] { [scale, 0, -scale * centre.x, 0, scale, -scale * centre.y, 0, 0, 1] }
    var inverseMatrix: [Double] { [1 / scale, 0, centre.x, 0, 1 / scale, centre.y, 0, 0, 1] }
}
