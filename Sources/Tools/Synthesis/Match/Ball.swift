import Geometry

/// The ball, which a player holds or which rolls and flies freely.
struct Ball: Sendable {
    /// The position of its centre, in metres.
    var position: Vector
    var velocity = Vector.zero
    /// The index of the person who has it.
    var holder: Int?
    /// The time since the last kick, in seconds, and the person who kicked it.
    var sinceKick = 10.0
    var lastTouch: Int?
    /// The person for whom a pass is meant, and the point where it will arrive.
    var receiver: Int?
    var meetingPoint = Point.zero

    static let radius = 0.12
    static let gravity = 9.81
    /// The deceleration on grass, in metres per second squared.
    static let rolling = 2.2

    var ground: Point { Point(position.x, position.y) }

    /// Lets the ball roll, fly and bounce for `dt` seconds.
    mutating func drift(dt: Double) {
        sinceKick += dt
        velocity.z -= Self.gravity * dt
        position += velocity * dt
        guard position.z <= Self.radius else { return }
        position.z = Self.radius
        velocity.z = velocity.z < -1.2 ? -velocity.z * 0.5 : 0
        let speed = (velocity.x * velocity.x + velocity.y * velocity.y).squareRoot()
        let slowed = speed > 0 ? max(0, speed - Self.rolling * dt) / speed : 0
        velocity.x *= slowed
        velocity.y *= slowed
    }

    /// Kicks the ball to a point on the ground, rolling or in an arc that lasts `flight` seconds.
    mutating func kick(by person: Int, to target: Point, flight: Double?) {
        let way = target - ground
        let distance = max(0.5, way.distance(to: .zero))
        if let flight {
            velocity = Vector(way.x / flight, way.y / flight, Self.gravity * flight / 2)
        } else {
            // The ball still rolls at 4 m/s on arrival.
            let speed = (16 + 2 * Self.rolling * distance).squareRoot()
            velocity = Vector(way.x / distance * speed, way.y / distance * speed, 0)
        }
        holder = nil
        lastTouch = person
        sinceKick = 0
    }
}
