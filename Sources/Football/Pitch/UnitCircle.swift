import Geometry

/// Points on the unit circle, computed without a mathematics library. The standard library has square roots only.
enum UnitCircle {
    /// Returns a closed polyline from (1, 0) round the circle and back, by repeated rotation.
    ///
    /// The sine of the rotation comes from Taylor's series, which is exact to rounding for 8 segments and more.
    static func points(segments: Int) -> [Point] {
        let angle = 2 * Double.pi / Double(segments)
        let square = angle * angle
        var term = angle
        var sine = angle
        for k in 1...9 {
            term *= -square / Double(2 * k * (2 * k + 1))
            sine += term
        }
        let cosine = (1 - sine * sine).squareRoot()
        var points = [Point(1, 0)]
        for _ in 1..<segments {
            guard let p = points.last else { break }
            points.append(Point(p.x * cosine - p.y * sine, p.x * sine + p.y * cosine))
        }
        points.append(Point(1, 0))
        return points
    }
}
