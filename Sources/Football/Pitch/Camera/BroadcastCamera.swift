public import Geometry

/// A camera that stands still beside a pitch while it pans, tilts and zooms, as it is in one frame.
///
/// A pinhole camera with square pixels and its axis through the middle of the picture, and the radial `Lens`.
public struct BroadcastCamera: Hashable, Sendable {
    /// What stays the same during a shot.
    public struct Stand: Hashable, Sendable {
        /// Metres of the plan: x along the length, y across towards the main camera, z the height above the pitch.
        public var place: SIMD3<Double>
        /// The tangent of the angle by which the picture is turned.
        public var roll: Double
        /// The lens's strength at a focal length of half the picture's width. It falls with the square of the focal length.
        public var bending: Double

        public init(place: SIMD3<Double>, roll: Double = 0, bending: Double = 0) {
            (self.place, self.roll, self.bending) = (place, roll, bending)
        }
    }

    /// What changes from frame to frame.
    public struct Pose: Hashable, Sendable {
        /// The camera looks along (`pan`, -1, -`tilt`) in metres of the plan: the tangents of its angles.
        public var pan: Double
        public var tilt: Double
        /// The focal length in halves of the picture's width.
        public var focalLength: Double

        public init(pan: Double, tilt: Double, focalLength: Double) {
            (self.pan, self.tilt, self.focalLength) = (pan, tilt, focalLength)
        }
    }

    public var stand: Stand
    public var pose: Pose
    /// Of the picture, in pixels.
    public let width: Double
    public let height: Double

    public init(stand: Stand, pose: Pose, width: Double, height: Double) {
        (self.stand, self.pose, self.width, self.height) = (stand, pose, width, height)
    }

    /// What bends the lines of this frame.
    public var lens: Lens {
        Lens(strength: stand.bending / (pose.focalLength * pose.focalLength), width: width, height: height)
    }

    /// Returns the pixel at which a place on the pitch, in metres of the plan, is seen; `nil` behind the camera.
    public func imagePoint(ofPosition p: Point) -> Point? { projection.imagePoint(ofPosition: p) }

    /// The camera prepared for many points.
    var projection: Projection { Projection(self) }

    /// What maps places to pixels, worked out once.
    struct Projection {
        private let axes: (right: SIMD3<Double>, down: SIMD3<Double>, forward: SIMD3<Double>)
        private let place: SIMD3<Double>
        private let centre: Point
        private let scale: Double
        private let lens: Lens

        init(_ camera: BroadcastCamera) {
            axes = camera.axes
            place = camera.stand.place
            centre = Point(camera.width / 2, camera.height / 2)
            scale = camera.pose.focalLength * camera.width / 2
            lens = camera.lens
        }

        func imagePoint(ofPosition p: Point) -> Point? {
            let ray = SIMD3(p.x, p.y, 0) - place
            let depth = dot(axes.forward, ray)
            guard depth > 0.1 else { return nil }
            let share = scale / depth
            return lens.bent(
                Point(x: centre.x + share * dot(axes.right, ray), y: centre.y + share * dot(axes.down, ray)))
        }
    }

    /// Returns a camera of another stand that sees the same ground in the picture's middle, as large; `nil` if it can't.
    func aimed(from stand: Stand) -> BroadcastCamera? {
        let forward = axes.forward
        guard forward.z < -1e-3 else { return nil }
        let middle = self.stand.place + forward * (-self.stand.place.z / forward.z)
        let (before, ray) = (middle - self.stand.place, middle - stand.place)
        guard ray.y < -1 else { return nil }
        var camera = self
        camera.stand = stand
        camera.pose = Pose(
            pan: ray.x / -ray.y, tilt: -ray.z / -ray.y,
            focalLength: pose.focalLength * (dot(ray, ray) / dot(before, before)).squareRoot())
        return camera
    }

    /// The map from metres of the plan to a picture whose lines are straight.
    public var toStraightImage: Homography? {
        let axes = axes
        let scale = pose.focalLength * width / 2
        let towards = stand.place * -1
        // Rows of the camera matrix: the picture's middle lies on the optical axis.
        let x = axes.right * scale + axes.forward * (width / 2)
        let y = axes.down * scale + axes.forward * (height / 2)
        let z = axes.forward
        return Homography(elements: [
            x.x, x.y, dot(x, towards), y.x, y.y, dot(y, towards), z.x, z.y, dot(z, towards),
        ])
    }

    /// The directions of the picture's axes in metres of the plan.
    var axes: (right: SIMD3<Double>, down: SIMD3<Double>, forward: SIMD3<Double>) {
        let (pan, tilt) = (pose.pan, pose.tilt)
        let forward = normalised(SIMD3(pan, -1, -tilt))
        let right = normalised(SIMD3(1, pan, 0))
        let down = normalised(SIMD3(-pan * tilt, tilt, -(1 + pan * pan)))
        let cosine = 1 / (1 + stand.roll * stand.roll).squareRoot()
        let sine = stand.roll * cosine
        return (right * cosine + down * sine, down * cosine - right * sine, forward)
    }
}

extension BroadcastCamera {
    /// Finds the camera that sees a plan through a homography.
    ///
    /// Two of the columns of a camera matrix are at right angles and equally long, which gives the focal length (Zhang, "A
    /// Flexible New Technique for Camera Calibration", 2000).
    /// - Parameters:
    ///   - toImage: Metres of the plan to pixels.
    ///   - width: The picture's width in pixels.
    ///   - height: The picture's height in pixels.
    /// - Returns: `nil` if no such camera stands above the ground and looks across the pitch.
    public init?(toImage: Homography, width: Double, height: Double) {
        let h = toImage.elements
        let half = width / 2
        // The picture's middle at the origin, half its width as the unit.
        func column(_ i: Int) -> SIMD3<Double> {
            SIMD3((h[i] - width / 2 * h[6 + i]) / half, (h[3 + i] - height / 2 * h[6 + i]) / half, h[6 + i])
        }
        let (first, second, third) = (column(0), column(1), column(2))
        let a = SIMD2(
            first.x * second.x + first.y * second.y,
            first.x * first.x + first.y * first.y - second.x * second.x - second.y * second.y)
        let b = SIMD2(-first.z * second.z, second.z * second.z - first.z * first.z)
        let inverseSquare = (a * b).sum() / (a * a).sum()
        guard inverseSquare.isFinite, inverseSquare > 0 else { return nil }
        let shrink = SIMD3(inverseSquare.squareRoot(), inverseSquare.squareRoot(), 1)
        let (x, y) = (first * shrink, second * shrink)
        let size = (dot(x, x).squareRoot() + dot(y, y).squareRoot()) / 2
        guard size > 0 else { return nil }
        let (right, towards, origin) = (x * (1 / size), y * (1 / size), third * shrink * (1 / size))
        // The plan's axes are left-handed seen from above, those of the picture are not.
        let up = cross(right, towards) * -1
        let place = SIMD3(-dot(right, origin), -dot(towards, origin), -dot(up, origin))
        let forward = SIMD3(right.z, towards.z, up.z)
        guard place.z > 1, forward.y < -0.1 else { return nil }
        self.init(
            stand: Stand(place: place),
            pose: Pose(
                pan: -forward.x / forward.y, tilt: forward.z / forward.y,
                focalLength: 1 / inverseSquare.squareRoot()),
            width: width, height: height)
    }
}

func dot(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double { (a * b).sum() }

func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

private func normalised(_ a: SIMD3<Double>) -> SIMD3<Double> { a * (1 / dot(a, a).squareRoot()) }
