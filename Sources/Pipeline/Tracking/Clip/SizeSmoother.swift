/// An estimator of the most likely size in every frame. It smooths a random walk with noise forwards and backwards.
struct SizeSmoother {
    /// The standard deviation of the walk in each frame.
    let change: Double
    /// The standard deviation of a measured size.
    let noise: Double

    /// Returns one size for each frame in `frames.first...frames.last`.
    func smooth(frames: [Int], values: [Double]) -> [Double] {
        guard let first = frames.first, let last = frames.last, frames.count == values.count else { return [] }
        let q = max(change * change, 1e-9)
        let r = max(noise * noise, 1e-9)
        var estimates = [values[0]]
        var variances = [r]
        var next = 1
        for frame in (first + 1)..<max(last + 1, first + 1) {
            var estimate = estimates[estimates.count - 1]
            var variance = variances[variances.count - 1] + q
            if next < frames.count, frames[next] == frame {
                let gain = variance / (variance + r)
                estimate += gain * (values[next] - estimate)
                variance -= gain * variance
                next += 1
            }
            estimates.append(estimate)
            variances.append(variance)
        }
        for i in stride(from: estimates.count - 2, through: 0, by: -1) {
            estimates[i] += variances[i] / (variances[i] + q) * (estimates[i + 1] - estimates[i])
        }
        return estimates
    }
}
