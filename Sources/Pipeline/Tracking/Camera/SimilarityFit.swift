import Geometry

/// A least-squares fit of a similarity to pairs of points, robust against outliers.
struct SimilarityFit {
    let from: [Point]
    let to: [Point]
    /// The size of a small residual for each pair, in pixels.
    let scale: [Double]

    /// The weight of the prior for no rotation and no zoom, in pairs at the typical spread of the points.
    ///
    /// Players run, so a few of them determine little more than the translation.
    private static let prior = 8.0

    var motion: CameraMotion {
        guard !from.isEmpty else { return .none }
        var weights = [Double](repeating: 1, count: from.count)
        var motion = CameraMotion.none
        for _ in 0..<5 {
            motion = solve(weights)
            for i in from.indices {
                let residual = motion.apply(from[i]).distance(to: to[i]) / scale[i]
                // The weights of the Cauchy loss.
                weights[i] = 1 / (1 + residual * residual / 4)
            }
        }
        return motion
    }

    private func solve(_ weights: [Double]) -> CameraMotion {
        let total = weights.reduce(0, +)
        guard total > 0 else { return .none }
        var p = Point.zero
        var q = Point.zero
        for i in from.indices {
            p = p + from[i] * (weights[i] / total)
            q = q + to[i] * (weights[i] / total)
        }
        var spread = 0.0
        var dot = 0.0
        var cross = 0.0
        for i in from.indices {
            let u = from[i] - p
            let v = to[i] - q
            spread += weights[i] * (u.x * u.x + u.y * u.y)
            dot += weights[i] * (u.x * v.x + u.y * v.y)
            cross += weights[i] * (u.x * v.y - u.y * v.x)
        }
        let pull = spread / total * Self.prior
        guard spread + pull > 1e-9 else { return CameraMotion(translation: q - p) }
        let turn = CameraMotion(a: (dot + pull) / (spread + pull), b: cross / (spread + pull))
        return CameraMotion(a: turn.a, b: turn.b, translation: q - turn.applyToDisplacement(p))
    }
}
