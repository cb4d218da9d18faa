extension Homography {
    /// Returns the nearby homography with the smallest squared reprojection error in the target plane.
    ///
    /// It takes Levenberg-Marquardt steps in normalised coordinates. The direct linear transform minimises an algebraic
    /// error without a unit; this method minimises the geometric error. Returns this homography if no step reduces the
    /// error.
    ///
    /// - Parameters:
    ///   - from: points of the source plane, at least 4.
    ///   - to: the corresponding points of the target plane.
    ///   - weights: a weight for each point; empty = equal weights.
    ///   - steps: the largest number of steps.
    public func refined(from: [Point], to: [Point], weights: [Double] = [], steps: Int = 10) -> Homography {
        refined(from: from, to: to, weights: weights, drift: nil, steps: steps).homography
    }

    /// Returns the nearby homography and the drift of the target points that together fit best.
    ///
    /// The target points are at `to` + amount x `drift`, and the amount is found together with the homography.
    ///
    /// - Parameters:
    ///   - from: points of the source plane, at least 4.
    ///   - to: the target points without drift.
    ///   - weights: a weight for each point; empty = equal weights.
    ///   - drift: the shift of each target point for an amount of 1.
    ///   - stiffness: the cost of an amount of 1, in squared units of the target plane.
    ///   - steps: the largest number of steps.
    public func refined(
        from: [Point], to: [Point], weights: [Double], drift: [Point], stiffness: Double, steps: Int = 10
    ) -> (homography: Homography, amount: Double) {
        guard drift.count == to.count else { return (self, 0) }
        return refined(from: from, to: to, weights: weights, drift: (drift, stiffness), steps: steps)
    }

    private func refined(
        from: [Point], to: [Point], weights: [Double], drift: (points: [Point], stiffness: Double)?, steps: Int
    ) -> (homography: Homography, amount: Double) {
        guard from.count >= 4, from.count == to.count, weights.isEmpty || weights.count == from.count,
            let source = PointNormalisation(from), let target = PointNormalisation(to)
        else { return (self, 0) }
        let start = Self.product(target.matrix, Self.product(elements, source.inverseMatrix))
        guard start[8] > 0 else { return (self, 0) }
        let fit = ReprojectionFit(
            from: from.map(source.apply), to: to.map(target.apply),
            weights: weights.isEmpty ? [Double](repeating: 1, count: from.count) : weights,
            drift: drift?.points.map { $0 * target.scale },
            stiffness: (drift?.stiffness ?? 0) * target.scale * target.scale)
        let first = start.dropLast().map { $0 / start[8] } + (drift == nil ? [] : [0])
        guard let found = fit.minimum(from: first, steps: steps),
            let homography = Homography(normalised: found[..<8] + [1], source: source, target: target, points: from)
        else { return (self, 0) }
        return (homography, drift == nil ? 0 : found[8])
    }
}

/// The sum of weighted squared distances between mapped points and target points, as a function of the 8 free elements
/// and of the drift if there is one.
private struct ReprojectionFit {
    let from: [Point]
    let to: [Point]
    let weights: [Double]
    let drift: [Point]?
    let stiffness: Double

    /// Returns the values at the minimum; `nil` if the start can't be improved.
    func minimum(from start: [Double], steps: Int) -> [Double]? {
        guard var (error, system) = linearised(at: start) else { return nil }
        var values = start
        var damping = 1e-4
        var improved = false
        for _ in 0..<steps {
            guard let step = system.damped(by: 1 + damping).solved(tolerance: 1e-15) else { break }
            let candidate = zip(values, step).map(+)
            guard let (newError, newSystem) = linearised(at: candidate), newError < error else {
                damping *= 10
                continue
            }
            // The steps converge quadratically. After a step this small, no point moves by a thousandth of a pixel any
            // more.
            let settled = error - newError < 1e-7 * error
            (values, error, system) = (candidate, newError, newSystem)
            improved = true
            damping /= 10
            if settled { break }
        }
        return improved ? values : nil
    }

    /// Returns the error and the normal equations of the next step; `nil` if a point is behind the horizon.
    private func linearised(at h: [Double]) -> (error: Double, system: LinearSystem)? {
        var system = LinearSystem(size: h.count)
        var error = 0.0
        let amount = drift == nil ? 0 : h[8]
        for i in from.indices {
            let p = from[i]
            let w = h[6] * p.x + h[7] * p.y + 1
            guard w > 1e-9 else { return nil }
            let x = (h[0] * p.x + h[1] * p.y + h[2]) / w
            let y = (h[3] * p.x + h[4] * p.y + h[5]) / w
            let moved = drift?[i] ?? .zero
            let (dx, dy) = (to[i].x + moved.x * amount - x, to[i].y + moved.y * amount - y)
            error += weights[i] * (dx * dx + dy * dy)
            let (u, v) = (p.x / w, p.y / w)
            system.add(row: .of(u, v, 1 / w, 0, 0, 0, -x * u, -x * v, -moved.x), value: dx, weight: weights[i])
            system.add(row: .of(0, 0, 0, u, v, 1 / w, -y * u, -y * v, -moved.y), value: dy, weight: weights[i])
        }
        if drift != nil {
            error += stiffness * amount * amount
            system.add(row: .of(0, 0, 0, 0, 0, 0, 0, 0, 1), value: -amount, weight: stiffness)
        }
        return error.isFinite ? (error, system) : nil
    }
}
