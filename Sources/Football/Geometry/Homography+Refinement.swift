extension Homography {
    /// The homography near this one that has the least squared reprojection error in the target plane.
    ///
    /// Levenberg-Marquardt steps in normalised coordinates. The direct linear transform minimises an algebraic error
    /// that has no unit; this is the one that is measured. Gives back this homography where no step helps.
    public func refined(from: [Point], to: [Point], weights: [Double] = [], steps: Int = 10) -> Homography {
        refined(from: from, to: to, weights: weights, drift: nil, steps: steps).homography
    }

    /// The same where the wanted points aren't quite known: they are at `to` + amount x `drift`, and the amount is found
    /// together with the homography. `stiffness` is what an amount of 1 costs: squared units of the target plane, as the
    /// error is.
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

/// The sum of weighted squared distances between mapped and wanted points, over the 8 free elements, and the amount of
/// the wanted points' drift where there is one.
private struct ReprojectionFit {
    let from: [Point]
    let to: [Point]
    let weights: [Double]
    let drift: [Point]?
    let stiffness: Double

    /// `nil` where the start can't be improved.
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
            // The steps converge quadratically: what is left after such a one moves no point by a thousandth of a pixel.
            let settled = error - newError < 1e-7 * error
            (values, error, system) = (candidate, newError, newSystem)
            improved = true
            damping /= 10
            if settled { break }
        }
        return improved ? values : nil
    }

    /// The error and the normal equations of the next step; `nil` where a point is behind the horizon.
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
