/// A Kalman filter for one coordinate with constant velocity: position, velocity and their covariance.
struct AxisFilter: Hashable, Sendable {
    var position: Double
    /// The velocity for each frame.
    var velocity: Double
    var positionVariance: Double
    var covariance: Double
    var velocityVariance: Double

    init(position: Double, positionDeviation: Double, velocityDeviation: Double) {
        self.position = position
        velocity = 0
        positionVariance = positionDeviation * positionDeviation
        covariance = 0
        velocityVariance = velocityDeviation * velocityDeviation
    }

    /// Predicts the state one frame later: x' = F x, P' = F P Fᵀ + Q with F = [1 1; 0 1] and a diagonal Q.
    mutating func predict(positionDeviation: Double, velocityDeviation: Double) {
        position += velocity
        positionVariance += 2 * covariance + velocityVariance + positionDeviation * positionDeviation
        covariance += velocityVariance
        velocityVariance += velocityDeviation * velocityDeviation
    }

    /// Corrects the state with a measured position.
    mutating func correct(_ measured: Double, deviation: Double) {
        let innovationVariance = positionVariance + deviation * deviation
        guard innovationVariance > 0 else { return }
        let positionGain = positionVariance / innovationVariance
        let velocityGain = covariance / innovationVariance
        let innovation = measured - position
        position += positionGain * innovation
        velocity += velocityGain * innovation
        velocityVariance -= velocityGain * covariance
        covariance -= velocityGain * positionVariance
        positionVariance -= positionGain * positionVariance
    }

    /// Moves the state and scales its covariance, as a zoom does.
    mutating func transform(to position: Double, velocity: Double, scale: Double) {
        self.position = position
        self.velocity = velocity
        positionVariance *= scale * scale
        covariance *= scale * scale
        velocityVariance *= scale * scale
    }
}
