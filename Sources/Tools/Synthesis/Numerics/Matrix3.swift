/// A 3 x 3 matrix, row by row.
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

    /// Nil if singular.
    var inverse: Matrix3? {
        let (a, b, c) = rows
        let bc = b.cross(c)
        let determinant = a.dot(bc)
        guard abs(determinant) > 1e-12 else { return nil }
        return Matrix3(columns: bc / determinant, c.cross(a) / determinant, a.cross(b) / determinant)
    }
}
