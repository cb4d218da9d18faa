/// Sine, cosine and arc tangent from additions and multiplications only.
///
/// The C library's differ in the last bit between machines, which would grow into other matches and other pictures from
/// the same seed. These are exact to 1e-10, more than a picture needs.
enum Trigonometry {
    static let pi = 3.141_592_653_589_793

    static func sin(_ angle: Double) -> Double {
        var x = wrapped(angle)
        if x > pi / 2 { x = pi - x }
        if x < -pi / 2 { x = -pi - x }
        let s = x * x
        var sum = 0.0
        // Taylor's series by Horner's rule; at pi/2 the first term left out is 6e-12.
        for n in stride(from: 15.0, through: 3.0, by: -2.0) { sum = (sum + 1) * -s / (n * (n - 1)) }
        return x * (1 + sum)
    }

    static func cos(_ angle: Double) -> Double { sin(angle + pi / 2) }

    /// The angle of (x, y), -pi to pi; 0 for the origin.
    static func atan2(_ y: Double, _ x: Double) -> Double {
        if x == 0, y == 0 { return 0 }
        if abs(y) > abs(x) { return (y > 0 ? pi / 2 : -pi / 2) - atan(x / y) }
        if x > 0 { return atan(y / x) }
        return atan(y / x) + (y >= 0 ? pi : -pi)
    }

    /// An angle brought to -pi ... pi.
    static func wrapped(_ angle: Double) -> Double {
        angle - 2 * pi * (angle / (2 * pi)).rounded()
    }

    /// For -1 ... 1: halved twice, then the series.
    private static func atan(_ ratio: Double) -> Double {
        func half(_ t: Double) -> Double { t / (1 + (1 + t * t).squareRoot()) }
        let t = half(half(ratio))
        let s = t * t
        var sum = 0.0
        for n in stride(from: 15.0, through: 1.0, by: -2.0) { sum = 1 / n - s * sum }
        return 4 * t * sum
    }
}
