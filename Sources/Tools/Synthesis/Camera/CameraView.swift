import Geometry

/// The position and the limits of a camera.
struct CameraStation: Hashable, Sendable {
    var position: Vector
    /// The focal length, in picture heights.
    var zoom: Double
    var roll = 0.0
}

/// The camera of one frame: a pinhole camera in the stadium that looks at the pitch.
///
/// Image coordinates are in pixels, with x to the right and y down. The origin is the upper left corner of the upper
/// left pixel.
struct CameraView: Sendable {
    let position: Vector
    /// The focal length, in pixels.
    let focalLength: Double
    let width: Double
    let height: Double
    let right: Vector
    let down: Vector
    let forward: Vector

    /// Creates a view. All angles are in radians.
    ///
    /// - Parameters:
    ///   - position: The position of the camera, in metres.
    ///   - pan: The horizontal angle from the direction across the pitch, away from the main stand; positive to the
    ///     right.
    ///   - tilt: The vertical angle; positive downwards.
    ///   - roll: The rotation of the picture.
    ///   - focalLength: The focal length, in pixels.
    ///   - width: The width of the picture, in pixels.
    ///   - height: The height of the picture, in pixels.
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

    /// Returns a point in the camera's coordinates (right, down, forward), in metres.
    func local(_ point: Vector) -> Vector {
        let d = point - position
        return Vector(d.dot(right), d.dot(down), d.dot(forward))
    }

    /// Projects a point into the picture. Returns `nil` if it is less than half a metre in front of the camera.
    func project(_ point: Vector) -> Point? {
        let p = local(point)
        guard p.z > 0.5 else { return nil }
        return image(ofLocal: p)
    }

    func image(ofLocal p: Vector) -> Point {
        Point(width / 2 + focalLength * p.x / p.z, height / 2 + focalLength * p.y / p.z)
    }

    /// Returns the map from coordinates (u, v, 1) of a plane to homogeneous image coordinates, whose third component is
    /// the depth in metres.
    func planeToImage(origin: Vector, u: Vector, v: Vector) -> Matrix3 {
        func lift(_ p: Vector) -> Vector {
            Vector(focalLength * p.x + width / 2 * p.z, focalLength * p.y + height / 2 * p.z, p.z)
        }
        func direction(_ d: Vector) -> Vector { Vector(d.dot(right), d.dot(down), d.dot(forward)) }
        return Matrix3(columns: lift(direction(u)), lift(direction(v)), lift(local(origin)))
    }

    /// The map from metres of the ground to homogeneous image coordinates.
    var groundToImage: Matrix3 {
        planeToImage(origin: .zero, u: Vector(1, 0, 0), v: Vector(0, 1, 0))
    }
}
