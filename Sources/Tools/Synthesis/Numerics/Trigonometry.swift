/// Sine, cosine and arc tangent, computed only with basic arithmetic.
///
/// The C library's functions differ in the last bit between machines, so the same seed would produce different matches
/// and pictures. These functions are accurate to 1e-10, which suffices for pictures.
enum Trigonometry {
    static let pi = 3.141_592_653_589_793

    static func sin(_ angle: Double) -> Double {
        var x = wrapped(angle)
        if x > pi / 2 { x = pi - x }
        if x < -pi / 2 { x = -pi - x }
        let s = x * x
        var sum = 0.0
        // The Taylor series by Horner's rule; at pi/2 the first omitted term is 6e-12.
        for n in stride(from: 15.0, through: 3.0, by: -2.0) { sum = (sum + 1) * -s / (n * (n - 1)) }
        return x * (1 + sum)
    }

    static func cos(_ angle: Double) -> Double { sin(angle + pi / 2) }

    /// Returns the angle of (x, y), from -pi to pi; 0 for the origin.
    static func atan2(_ y: Double, _ x: Double) -> Double {
        if x == 0, y == 0 { return 0 }
        if abs(y) > abs(x) { return (y > 0 ? pi / 2 : -pi / 2) - atan(x / y) }
        if x > 0 { return atan(y / x) }
        return atan(y / x) + (y >= 0 ? pi : -pi)
    }

    /// Returns an angle normalised to -pi ... pi.
    static func wrapped(_ angle: Double) -> Double {
        angle - 2 * pi * (angle / (2 * pi)).rounded()
    }

    /// Returns the arc tangent for -1 ... 1: the argument is halved twice, then the series is applied.
    private static func atan(_ ratio: Double) -> Double {
        func half(_ t: Double) -> Double { t / (1 + (1 + t * t).squareRoot()) }
        let t = half(half(ratio))
        let s = t * t
        var sum = 0.0
        for n in stride(from: 15.0, through: 1.0, by: -2.0) { sum = 1 / n - s * sum }
        return 4 * t * sum
    }
}
