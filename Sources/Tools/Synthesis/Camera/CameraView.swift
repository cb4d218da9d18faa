import Geometry

/// Where a camera stands and how it may look.
struct CameraStation: Hashable, Sendable {
    var position: Vector
    /// The focal length in picture heights.
    var zoom: Double
    var roll = 0.0
}

/// One frame's camera: a pinhole that stands somewhere in the stadium and looks at the pitch.
///
/// Image coordinates are pixels, x to the right, y down, (0, 0) the upper left corner of the upper left pixel.
struct CameraView: Sendable {
    let position: Vector
    /// Pixels.
    let focalLength: Double
    let width: Double
    let height: Double
    let right: Vector
    let down: Vector
    let forward: Vector

    /// `pan` is the angle of the view over the ground, from the direction across the pitch away from the main stand,
    /// positive to the right; `tilt` is positive downwards; `roll` turns the picture. Radians.
    init(position: Vector, pan: Double, tilt: Double, roll: Double, focalLength: Double, width: Int, height: Int) {
        let (sp, cp) = (Trigonometry.sin(pan), Trigonometry.cos(pan))
        let (st, ct) = (Trigonometry.sin(tilt), Trigonometry.cos(tilt))
        let (sr, cr) = (Trigonometry.sin(roll), Trigonometry.cos(roll))
        let level = Vector(cp, sp, 0)
        let ahead = Vector(sp * ct, -cp * ct, -st)
        let below = Vector(-sp * st, cp * st, -ct)
        self.position = position
        self.focalLength = focalLength
        self.width = Double(width)
        self.height = Double(height)
        forward = ahead
        right = level * cr + below * sr
        down = below * cr - level * sr
    }

    /// Right, down and forward of the camera, metres.
    func local(_ point: Vector) -> Vector {
        let d = point - position
        return Vector(d.dot(right), d.dot(down), d.dot(forward))
    }

    /// Nil nearer than half a metre before the camera.
    func project(_ point: Vector) -> Point? {
        let p = local(point)
        guard p.z > 0.5 else { return nil }
        return image(ofLocal: p)
    }

    func image(ofLocal p: Vector) -> Point {
        Point(width / 2 + focalLength * p.x / p.z, height / 2 + focalLength * p.y / p.z)
    }

    /// Coordinates (u, v, 1) of a plane to homogeneous image coordinates; the third is the depth in metres.
    func planeToImage(origin: Vector, u: Vector, v: Vector) -> Matrix3 {
        func lift(_ p: Vector) -> Vector {
            Vector(focalLength * p.x + width / 2 * p.z, focalLength * p.y + height / 2 * p.z, p.z)
        }
        func direction(_ d: Vector) -> Vector { Vector(d.dot(right), d.dot(down), d.dot(forward)) }
        return Matrix3(columns: lift(direction(u)), lift(direction(v)), lift(local(origin)))
    }

    /// Metres of the ground to homogeneous image coordinates.
    var groundToImage: Matrix3 {
        planeToImage(origin: .zero, u: Vector(1, 0, 0), v: Vector(0, 1, 0))
    }
}
