/// How a person moves in a plane, one axis of it: the velocity fades and is pushed about at random.
///
/// The Ornstein-Uhlenbeck process in steps of one frame: v' = fade v + push, x' = x + v. Over a short gap it is a
/// constant velocity; over a long one it forgets the velocity, and the place becomes uncertain with the square root of
/// the time. Lengths are in heights of the person, so that near and far ones are alike.
struct WalkModel: Sendable {
    /// The state so many frames later: x' = x + reach v, v' = fade v, and what chance adds to the covariance.
    struct Step: Sendable {
        var reach = 0.0
        var fade = 1.0
        var positionVariance = 0.0
        var covariance = 0.0
        var velocityVariance = 0.0
    }

    /// Of a person of whom nothing is known, per frame.
    let velocityVariance: Double
    /// One entry per number of frames, from 0.
    private let steps: [Step]

    /// - Parameters:
    ///   - deviation: of the velocity, in heights per second.
    ///   - memory: for how long a velocity lasts, in seconds.
    ///   - longest: the greatest number of frames asked for.
    init(deviation: Double, memory: Double, frameRate: Double, longest: Int) {
        let fade = max(0, 1 - 1 / max(1, memory * frameRate))
        let perFrame = deviation / max(1, frameRate)
        velocityVariance = perFrame * perFrame
        let push = velocityVariance * (1 - fade * fade)
        var steps = [Step()]
        for _ in 0..<max(1, longest) {
            guard var step = steps.last else { break }
            step.positionVariance += 2 * step.covariance + step.velocityVariance
            step.covariance = fade * (step.covariance + step.velocityVariance)
            step.velocityVariance = fade * fade * step.velocityVariance + push
            step.reach += step.fade
            step.fade *= fade
            steps.append(step)
        }
        self.steps = steps
    }

    /// The model whose velocity is known to change by `push` heights per frame and frame.
    init(push: Double, memory: Double, frameRate: Double) {
        let fade = max(0, 1 - 1 / max(1, memory * frameRate))
        let perFrame = push / (1 - fade * fade).squareRoot()
        self.init(deviation: perFrame * max(1, frameRate), memory: memory, frameRate: frameRate, longest: 1)
    }

    func step(frames: Int) -> Step { steps[min(max(frames, 0), steps.count - 1)] }
}
