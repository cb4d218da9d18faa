import Geometry

/// The Kalman filter of ByteTrack for the centre, aspect ratio (width / height) and height of a box, each with a
/// velocity.
///
/// The paper uses 8 x 8 matrices. Its initial covariance, motion and noise never couple two coordinates, so four
/// filters of two values are equivalent. Standard deviations are proportional to the height of the box (Wojke et al.,
/// "Simple Online and Realtime Tracking with a Deep Association Metric", 2017).
struct BoxFilter: Hashable, Sendable {
    private static let positionWeight = 1.0 / 20
    private static let velocityWeight = 1.0 / 160
    private static let aspectDeviation = 1e-2
    private static let aspectVelocityDeviation = 1e-5
    private static let measuredAspectDeviation = 1e-1

    private(set) var x: AxisFilter
    private(set) var y: AxisFilter
    private(set) var aspect: AxisFilter
    private(set) var height: AxisFilter

    init(_ box: Box) {
        let h = box.height
        func axis(_ value: Double) -> AxisFilter {
            AxisFilter(
                position: value, positionDeviation: 2 * Self.positionWeight * h,
                velocityDeviation: 10 * Self.velocityWeight * h)
        }
        x = axis(box.center.x)
        y = axis(box.center.y)
        aspect = AxisFilter(
            position: box.width / h, positionDeviation: Self.aspectDeviation,
            velocityDeviation: Self.aspectVelocityDeviation)
        height = axis(h)
    }

    /// The box at the filter's current state.
    var box: Box {
        let h = max(height.position, 1e-3)
        let w = max(aspect.position, 1e-3) * h
        return Box(center: Point(x: x.position, y: y.position), width: w, height: h)
    }

    /// Predicts the state `frames` frames later, in steps of one frame, as a tracker that sees every frame does.
    ///
    /// - Parameter keepsHeight: whether the height stays constant. The height of an unseen box would otherwise shrink
    ///   or grow without limit.
    mutating func predict(frames: Int, keepsHeight: Bool) {
        if keepsHeight { height.velocity = 0 }
        for _ in 0..<max(0, frames) {
            let h = abs(height.position)
            let position = Self.positionWeight * h
            let velocity = Self.velocityWeight * h
            x.predict(positionDeviation: position, velocityDeviation: velocity)
            y.predict(positionDeviation: position, velocityDeviation: velocity)
            aspect.predict(
                positionDeviation: Self.aspectDeviation, velocityDeviation: Self.aspectVelocityDeviation)
            height.predict(positionDeviation: position, velocityDeviation: velocity)
        }
    }

    mutating func correct(_ box: Box) {
        let deviation = Self.positionWeight * abs(height.position)
        x.correct(box.center.x, deviation: deviation)
        y.correct(box.center.y, deviation: deviation)
        aspect.correct(box.width / box.height, deviation: Self.measuredAspectDeviation)
        height.correct(box.height, deviation: deviation)
    }

    /// Applies the camera's motion to the state.
    mutating func move(_ motion: CameraMotion) {
        let position = motion.apply(Point(x: x.position, y: y.position))
        let velocity = motion.applyToDisplacement(Point(x: x.velocity, y: y.velocity))
        x.transform(to: position.x, velocity: velocity.x, scale: motion.scale)
        y.transform(to: position.y, velocity: velocity.y, scale: motion.scale)
        height.transform(
            to: height.position * motion.scale, velocity: height.velocity * motion.scale, scale: motion.scale)
    }
}
