/// A point or direction in the stadium, in metres: x along the pitch, y across it towards the main camera, z up.
typealias Vector = SIMD3<Double>

extension SIMD3<Double> {
    func dot(_ other: Self) -> Double { x * other.x + y * other.y + z * other.z }

    func cross(_ other: Self) -> Self {
        Self(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }

    var length: Double { dot(self).squareRoot() }

    /// The unit vector in the same direction; the zero vector is unchanged.
    var normalised: Self {
        let length = length
        return length > 0 ? self / length : self
    }
}

/// A 3 x 3 matrix, stored row by row.
struct Matrix3: Hashable, Sendable {
    var rows: (Vector, Vector, Vector) {
        (Vector(m[0], m[1], m[2]), Vector(m[3], m[4], m[5]), Vector(m[6], m[7], m[8]))
    }
    let m: [Double]

    init(columns a: Vector, _ b: Vector, _ c: Vector) {
        m = [a.x, b.x, c.x, a.y, b.y, c.y, a.z, b.z, c.z]
    }

    init(elements: [Double]) {
        m = elements
    }

    func apply(_ v: Vector) -> Vector {
        let (a, b, c) = rows
        return Vector(a.dot(v), b.dot(v), c.dot(v))
    }

    /// The inverse, or `nil` if the matrix is singular.
    var inverse: Matrix3? {
        let (a, b, c) = rows
        let bc = b.cross(c)
        let determinant = a.dot(bc)
        guard abs(determinant) > 1e-12 else { return nil }
        return Matrix3(columns: bc / determinant, c.cross(a) / determinant, a.cross(b) / determinant)
    }
}
