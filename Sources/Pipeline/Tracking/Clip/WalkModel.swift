/// A model of a person's movement along one axis: the velocity fades and changes at random.
///
/// It is the Ornstein-Uhlenbeck process in steps of one frame: v' = fade v + push, x' = x + v. Over a short gap, the
/// velocity is constant. Over a long gap, the model forgets the velocity, and the uncertainty of the position grows
/// with the square root of time. Lengths are in heights of the person, so that near and distant persons are treated
/// alike.
struct WalkModel: Sendable {
    /// The transition over a number of frames: x' = x + reach v, v' = fade v, and the covariance that random changes
    /// add.
    struct Step: Sendable {
        var reach = 0.0
        var fade = 1.0
        var positionVariance = 0.0
        var covariance = 0.0
        var velocityVariance = 0.0
    }

    /// The variance of the velocity of an unknown person, in squared heights per frame.
    let velocityVariance: Double
    /// The transition for each number of frames, from 0.
    private let steps: [Step]

    /// Makes a model of the velocity's distribution.
    ///
    /// - Parameters:
    ///   - deviation: the standard deviation of the velocity, in heights per second.
    ///   - memory: the time for which a velocity lasts, in seconds.
    ///   - frameRate: frames per second.
    ///   - longest: the greatest number of frames of a transition.
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

    /// Makes a model whose velocity changes by `push` (a standard deviation, in heights per frame) in each frame.
    init(push: Double, memory: Double, frameRate: Double) {
        let fade = max(0, 1 - 1 / max(1, memory * frameRate))
        let perFrame = push / (1 - fade * fade).squareRoot()
        self.init(deviation: perFrame * max(1, frameRate), memory: memory, frameRate: frameRate, longest: 1)
    }

    func step(frames: Int) -> Step { steps[min(max(frames, 0), steps.count - 1)] }
}
