/// A place or direction in the stadium, metres: x along the pitch, y across it towards the main camera, z up.
typealias Vector = SIMD3<Double>

extension SIMD3<Double> {
    func dot(_ other: Self) -> Double { x * other.x + y * other.y + z * other.z }

    func cross(_ other: Self) -> Self {
        Self(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }

    var length: Double { dot(self).squareRoot() }

    /// The same direction, one long; the zero vector stays.
    var normalised: Self {
        let length = length
        return length > 0 ? self / length : self
    }
}
