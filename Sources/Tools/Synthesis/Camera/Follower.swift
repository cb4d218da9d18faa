/// A value that follows another without overshoot: a critically damped spring.
struct Follower: Sendable {
    var value: Double
    /// The spring's natural frequency, radians per second.
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

/// Two of them, for a place on the pitch.
struct Follower2: Sendable {
    var x: Follower
    var y: Follower
}
