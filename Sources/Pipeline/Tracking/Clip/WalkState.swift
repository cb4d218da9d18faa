import Foundation

/// A person's position and velocity along one axis, with their covariance. `WalkModel` describes how they develop.
struct WalkState: Sendable {
    var position: Double
    /// The velocity for each frame.
    var velocity = 0.0
    var positionVariance: Double
    var covariance = 0.0
    var velocityVariance: Double

    /// Makes the state of a person at a first measured position.
    ///
    /// - Parameters:
    ///   - noise: the standard deviation of a measured position.
    ///   - unit: the unit of length of the model: the person's height.
    init(position: Double, noise: Double, unit: Double, model: WalkModel) {
        self.position = position
        positionVariance = noise * noise
        velocityVariance = model.velocityVariance * unit * unit
    }

    /// Returns the predicted state after a transition.
    func ahead(_ step: WalkModel.Step, unit: Double) -> WalkState {
        let square = unit * unit
        var state = self
        state.position += step.reach * velocity
        state.velocity *= step.fade
        state.positionVariance +=
            2 * step.reach * covariance + step.reach * step.reach * velocityVariance + step.positionVariance * square
        state.covariance = step.fade * (covariance + step.reach * velocityVariance) + step.covariance * square
        state.velocityVariance = step.fade * step.fade * velocityVariance + step.velocityVariance * square
        return state
    }

    mutating func correct(_ measured: Double, noise: Double) {
        let total = positionVariance + noise * noise
        let positionGain = positionVariance / total
        let velocityGain = covariance / total
        let innovation = measured - position
        position += positionGain * innovation
        velocity += velocityGain * innovation
        velocityVariance -= velocityGain * covariance
        covariance -= positionGain * covariance
        positionVariance -= positionGain * positionVariance
    }

    /// Returns the squared distance of a measured position, in standard deviations.
    func squaredMahalanobisDistance(_ measured: Double, noise: Double) -> Double {
        let innovation = measured - position
        return innovation * innovation / (positionVariance + noise * noise)
    }

    /// Returns how badly this state fits another one of the same moment: twice the negative logarithm of the
    /// probability density of their difference, less a constant.
    ///
    /// It is the squared Mahalanobis distance of position and velocity plus the logarithm of the determinant. Of two
    /// equally near states, the more uncertain one is less likely.
    func negativeLogLikelihood(_ other: WalkState, unit: Double) -> Double {
        let dx = other.position - position
        let dv = other.velocity - velocity
        let a = positionVariance + other.positionVariance
        let b = covariance + other.covariance
        let c = velocityVariance + other.velocityVariance
        let determinant = max(a * c - b * b, 1e-12 * a * c)
        let square = unit * unit
        return (c * dx * dx - 2 * b * dx * dv + a * dv * dv) / determinant + log(determinant / (square * square))
    }
}
