import Foundation

/// Where a person is along one axis and how fast, with the covariance of both; `WalkModel` says how it goes on.
struct WalkState: Sendable {
    var position: Double
    /// Per frame.
    var velocity = 0.0
    var positionVariance: Double
    var covariance = 0.0
    var velocityVariance: Double

    /// - Parameters:
    ///   - noise: the deviation of a measured position.
    ///   - unit: the length in which the model counts: the person's height.
    init(position: Double, noise: Double, unit: Double, model: WalkModel) {
        self.position = position
        positionVariance = noise * noise
        velocityVariance = model.velocityVariance * unit * unit
    }

    /// Some frames later.
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

    /// The squared distance of a measured position in deviations.
    func squaredMahalanobisDistance(_ measured: Double, noise: Double) -> Double {
        let innovation = measured - position
        return innovation * innovation / (positionVariance + noise * noise)
    }

    /// How badly this state and another one of the same moment go together: twice the negative logarithm of the
    /// probability density of their difference, less a constant.
    ///
    /// The squared distance in deviations, of place and velocity, plus the logarithm of the determinant: of two that
    /// lie equally near, the one that could have been anywhere is the less likely.
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
