import Geometry

/// Points on the unit circle without a mathematics library: the standard library has square roots only.
enum UnitCircle {
    /// A closed polyline from (1, 0) around and back to it, by repeated turning.
    ///
    /// The turn's sine is Taylor's series, exact to rounding for 8 segments and more.
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
