/// An estimator of the most likely path through noisy positions along one axis, in every frame from the first to the
/// last.
///
/// It combines a forward Kalman filter with the backward Rauch-Tung-Striebel smoother (1965) on the walk model. Later
/// positions correct earlier ones, and both sides determine the path through a gap.
struct WalkSmoother {
    let model: WalkModel
    /// The unit of length of the model.
    let unit: Double
    /// The standard deviation of a measured position, in the same unit as the positions.
    let noise: Double

    /// Returns one position for each frame in `frames.first...frames.last`.
    ///
    /// - Parameters:
    ///   - frames: in ascending order.
    ///   - values: the measured positions, one for each entry of `frames`.
    func smooth(frames: [Int], values: [Double]) -> [Double] {
        guard let first = frames.first, let last = frames.last, frames.count == values.count else { return [] }
        let step = model.step(frames: 1)
        var filtered: [WalkState] = []
        filtered.reserveCapacity(last - first + 1)
        var state = WalkState(position: values[0], noise: noise, unit: unit, model: model)
        filtered.append(state)
        var next = 1
        for frame in (first + 1)..<max(last + 1, first + 1) {
            state = state.ahead(step, unit: unit)
            if next < frames.count, frames[next] == frame {
                state.correct(values[next], noise: noise)
                next += 1
            }
            filtered.append(state)
        }
        var result = filtered.map(\.position)
        var smoothed = state
        for i in stride(from: filtered.count - 2, through: 0, by: -1) {
            smoothed = filtered[i].smoothed(by: smoothed, step, unit: unit)
            result[i] = smoothed.position
        }
        return result
    }
}

extension WalkState {
    /// Returns this filtered state, corrected by the smoothed state one step later.
    ///
    /// The formula is x + G (x' - F x) with G = P Fᵀ (F P Fᵀ + Q)⁻¹.
    fileprivate func smoothed(by later: WalkState, _ step: WalkModel.Step, unit: Double) -> WalkState {
        let predicted = ahead(step, unit: unit)
        let determinant =
            predicted.positionVariance * predicted.velocityVariance - predicted.covariance * predicted.covariance
        guard determinant > 0 else { return self }
        // P Fᵀ
        let a = positionVariance + step.reach * covariance
        let b = step.fade * covariance
        let c = covariance + step.reach * velocityVariance
        let d = step.fade * velocityVariance
        let (p, q, r) = (predicted.positionVariance, predicted.covariance, predicted.velocityVariance)
        let g = ((a * r - b * q) / determinant, (b * p - a * q) / determinant)
        let h = ((c * r - d * q) / determinant, (d * p - c * q) / determinant)
        let dx = later.position - predicted.position
        let dv = later.velocity - predicted.velocity
        // The smoothed covariance isn't needed for the smoothed positions.
        var state = self
        state.position += g.0 * dx + g.1 * dv
        state.velocity += h.0 * dx + h.1 * dv
        return state
    }
}
