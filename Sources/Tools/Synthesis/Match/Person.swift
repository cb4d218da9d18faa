import Geometry
import Observations

/// The role of a person on the pitch.
enum Role: Hashable, Sendable {
    /// An outfield player. `slot` is the position in the formation, 0...9.
    case outfield(team: Int, slot: Int)
    case keeper(team: Int)
    case referee
    /// An assistant referee. `nearSide` means the touchline on the main camera's side.
    case assistant(nearSide: Bool)

    /// The team; `nil` for referees and assistants.
    var team: Int? {
        switch self {
        case .outfield(let team, _), .keeper(let team): team
        case .referee, .assistant: nil
        }
    }

    var isOutfield: Bool {
        if case .outfield = self { true } else { false }
    }

    var objectClass: ObjectClass {
        switch self {
        case .outfield: .player
        case .keeper: .goalkeeper
        case .referee, .assistant: .referee
        }
    }
}

/// One person on the pitch at one moment.
struct Person: Sendable {
    let role: Role
    /// The position on the ground, in metres.
    var position: Point
    /// The velocity, in metres per second.
    var velocity = Point.zero
    /// The direction that the body faces, in radians from the x axis towards y.
    var facing: Double
    /// The phase of the running cycle, in radians; one cycle is two steps.
    var stride: Double
    /// A value from 0 to 1 that varies the timing of a person's movements.
    let rhythm: Double

    var speed: Double { velocity.distance(to: .zero) }

    /// The highest speed and acceleration, in metres per second and per second squared.
    static let topSpeed = 8.6
    static let topAcceleration = 6.5

    /// Moves for `dt` seconds towards `target`, at most at `pace`. `push` is an acceleration away from others.
    mutating func move(towards target: Point, pace: Double, push: Point, ball: Point, dt: Double) {
        let way = target - position
        let distance = way.distance(to: .zero)
        let wanted = distance > 0.25 ? way * (min(pace, distance * 1.3) / distance) : .zero
        let steer = Self.limited((wanted - velocity) * (1 / 0.4), to: 4.5)
        velocity = Self.limited(
            velocity + Self.limited(steer + push, to: Self.topAcceleration) * dt, to: Self.topSpeed)
        position = position + velocity * dt
        turn(ball: ball, dt: dt)
        // Steps get longer with speed: a pair of steps is 1.4 m when walking and 3.5 m in a sprint.
        stride += 2 * Trigonometry.pi * speed / (1.3 + 0.28 * speed) * dt
    }

    /// Turns the body: runners face their direction, others the ball. The angular speed is limited.
    private mutating func turn(ball: Point, dt: Double) {
        let view = speed > 1.3 ? velocity : ball - position
        guard view != .zero else { return }
        let difference = Trigonometry.wrapped(Trigonometry.atan2(view.y, view.x) - facing)
        facing = Trigonometry.wrapped(facing + max(-5 * dt, min(5 * dt, difference)))
    }

    static func limited(_ v: Point, to limit: Double) -> Point {
        let length = v.distance(to: .zero)
        return length > limit ? v * (limit / length) : v
    }
}
