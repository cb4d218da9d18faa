import Geometry
import Pitch

/// Follows the ball like a human camera operator: with a delay, smoothly, and with slow changes of zoom.
struct CameraOperator: Sendable {
    private let station: CameraStation
    private let plan: PitchPlan
    private var aim: Follower2
    private var zoom: Follower
    private var wantedZoom = 1.0
    private var untilZoom = 0.0
    private var random: RandomSource

    init(station: CameraStation, plan: PitchPlan, ball: Point, seed: UInt64) {
        self.station = station
        self.plan = plan
        random = RandomSource(seed: seed, stream: 2)
        aim = Follower2(x: Follower(value: 0, speed: 1.7), y: Follower(value: 0, speed: 1.2))
        zoom = Follower(value: 1, speed: 0.7)
        let start = target(ball)
        aim.x.value = start.x
        aim.y.value = start.y
    }

    mutating func advance(ball: Point, by dt: Double) {
        untilZoom -= dt
        if untilZoom <= 0 {
            untilZoom = random.uniform(3...8)
            wantedZoom = random.uniform(0.88...1.3)
        }
        let wanted = target(ball)
        aim.x.advance(to: wanted.x, by: dt)
        aim.y.advance(to: wanted.y, by: dt)
        zoom.advance(to: wantedZoom, by: dt)
    }

    /// Returns the camera's view for a picture of a given size.
    func view(width: Int, height: Int) -> CameraView {
        let way = Vector(aim.x.value, aim.y.value, 0) - station.position
        let level = (way.x * way.x + way.y * way.y).squareRoot()
        return CameraView(
            position: station.position, pan: Trigonometry.atan2(way.x, -way.y),
            tilt: Trigonometry.atan2(station.position.z, level), roll: station.roll,
            focalLength: station.zoom * zoom.value * Double(height), width: width, height: height)
    }

    /// Returns the point that the camera looks at: between the ball and the middle of the pitch, and never beyond its
    /// ends.
    private func target(_ ball: Point) -> Point {
        let middle = plan.middle
        return Point(
            min(max(middle.x + (ball.x - middle.x) * 0.9, 16), plan.length - 16),
            min(max(middle.y - 1 + (ball.y - middle.y) * 0.3, 0), plan.width))
    }
}

/// A value that follows another without overshoot, as a critically damped spring.
struct Follower: Sendable {
    var value: Double
    /// The spring's natural frequency, in radians per second.
    var speed: Double
    private var rate = 0.0

    init(value: Double, speed: Double) {
        self.value = value
        self.speed = speed
    }

    mutating func advance(to target: Double, by dt: Double) {
        rate += (speed * speed * (target - value) - 2 * speed * rate) * dt
        value += rate * dt
    }
}

/// Two followers, for a point on the pitch.
struct Follower2: Sendable {
    var x: Follower
    var y: Follower
}
