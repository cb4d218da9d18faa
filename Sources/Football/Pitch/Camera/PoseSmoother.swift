/// Steadies one number of a camera's pose over time: a Kalman filter with constant velocity, forwards and back.
///
/// The smoother of Rauch, Tung and Striebel (1965), for a state of a value and its rate.
struct PoseSmoother {
    /// The deviation of the number's acceleration, per second squared: how abruptly operators start and stop.
    let acceleration: Double

    struct Measurement {
        /// In seconds, ascending.
        var time: Double
        /// `nil` if the frame tells nothing.
        var value: Double?
        var variance: Double
    }

    private struct State {
        var value: Double
        var rate: Double
        /// Of the value, both, and the rate.
        var covariance: (Double, Double, Double)
    }

    /// Returns the steadied values and their variances, one for each measurement; empty if none has a value.
    func smoothed(_ measurements: [Measurement]) -> [(value: Double, variance: Double)] {
        guard let first = measurements.first(where: { $0.value != nil }), let start = first.value else { return [] }
        var filtered: [State] = []
        var predicted: [State] = []
        var state = State(value: start, rate: 0, covariance: (first.variance * 100, 0, acceleration * acceleration))
        var time = measurements[0].time
        for measurement in measurements {
            state = ahead(state, by: measurement.time - time)
            time = measurement.time
            predicted.append(state)
            if let value = measurement.value { state = corrected(state, by: value, variance: measurement.variance) }
            filtered.append(state)
        }
        var result = filtered
        for i in filtered.indices.dropLast().reversed() {
            let step = measurements[i + 1].time - measurements[i].time
            result[i] = back(filtered[i], step: step, predicted: predicted[i + 1], after: result[i + 1])
        }
        return result.map { ($0.value, $0.covariance.0) }
    }

    private func ahead(_ s: State, by t: Double) -> State {
        let (a, b, c) = s.covariance
        let noise = acceleration * acceleration
        return State(
            value: s.value + s.rate * t, rate: s.rate,
            covariance: (
                a + 2 * b * t + c * t * t + noise * t * t * t * t / 4, b + c * t + noise * t * t * t / 2,
                c + noise * t * t
            ))
    }

    private func corrected(_ s: State, by value: Double, variance: Double) -> State {
        let (a, b, c) = s.covariance
        let sum = a + variance
        guard sum > 0 else { return s }
        let off = value - s.value
        return State(
            value: s.value + a / sum * off, rate: s.rate + b / sum * off,
            covariance: (a - a * a / sum, b - a * b / sum, c - b * b / sum))
    }

    private func back(_ s: State, step t: Double, predicted: State, after: State) -> State {
        let (a, b, c) = s.covariance
        let (p, q, r) = predicted.covariance
        let determinant = p * r - q * q
        guard determinant > 0 else { return s }
        // The gain: covariance x transition' x predicted covariance inverse.
        let (m11, m12) = (a + b * t, b)
        let (m21, m22) = (b + c * t, c)
        let g11 = (m11 * r - m12 * q) / determinant
        let g12 = (m12 * p - m11 * q) / determinant
        let g21 = (m21 * r - m22 * q) / determinant
        let g22 = (m22 * p - m21 * q) / determinant
        let (dv, dr) = (after.value - predicted.value, after.rate - predicted.rate)
        let (da, db, dc) = (after.covariance.0 - p, after.covariance.1 - q, after.covariance.2 - r)
        return State(
            value: s.value + g11 * dv + g12 * dr, rate: s.rate + g21 * dv + g22 * dr,
            covariance: (
                a + g11 * g11 * da + 2 * g11 * g12 * db + g12 * g12 * dc,
                b + g11 * g21 * da + (g11 * g22 + g12 * g21) * db + g12 * g22 * dc,
                c + g21 * g21 * da + 2 * g21 * g22 * db + g22 * g22 * dc
            ))
    }
}
