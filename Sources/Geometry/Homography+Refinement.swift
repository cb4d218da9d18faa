extension Homography {
    /// The homography near this one that has the least squared reprojection error in the target plane.
    ///
    /// Levenberg-Marquardt steps in normalised coordinates. The direct linear transform minimises an algebraic error
    /// that has no unit; this is the one that is measured. Gives back this homography where no step helps.
    public func refined(from: [Point], to: [Point], weights: [Double] = [], steps: Int = 10) -> Homography {
        guard from.count >= 4, from.count == to.count, weights.isEmpty || weights.count == from.count,
            let source = PointNormalisation(from), let target = PointNormalisation(to)
        else { return self }
        let start = Self.product(target.matrix, Self.product(elements, source.inverseMatrix))
        guard start[8] > 0 else { return self }
        let fit = ReprojectionFit(
            from: from.map(source.apply), to: to.map(target.apply),
            weights: weights.isEmpty ? [Double](repeating: 1, count: from.count) : weights)
        guard let h = fit.minimum(from: start.dropLast().map { $0 / start[8] }, steps: steps) else { return self }
        return Homography(normalised: h + [1], source: source, target: target, points: from) ?? self
    }
}

/// The sum of weighted squared distances between mapped and wanted points, over the 8 free elements.
private struct ReprojectionFit {
    let from: [Point]
    let to: [Point]
    let weights: [Double]

    /// `nil` where the start can't be improved.
    func minimum(from start: [Double], steps: Int) -> [Double]? {
        guard var (error, system) = linearised(at: start) else { return nil }
        var h = start
        var damping = 1e-4
        var improved = false
        for _ in 0..<steps {
            var damped = system
            for i in 0..<8 { damped.matrix[i * 9] *= 1 + damping }
            guard let step = damped.solved(tolerance: 1e-15) else { break }
            let candidate = zip(h, step).map(+)
            guard let (newError, newSystem) = linearised(at: candidate), newError < error else {
                damping *= 10
                continue
            }
            let settled = error - newError < 1e-14 * error
            (h, error, system) = (candidate, newError, newSystem)
            improved = true
            damping /= 10
            if settled { break }
        }
        return improved ? h : nil
    }

    /// The error and the normal equations of the next step; `nil` where a point is behind the horizon.
    private func linearised(at h: [Double]) -> (error: Double, system: LinearSystem)? {
        var system = LinearSystem(size: 8)
        var error = 0.0
        for i in from.indices {
            let p = from[i]
            let w = h[6] * p.x + h[7] * p.y + 1
            guard w > 1e-9 else { return nil }
            let x = (h[0] * p.x + h[1] * p.y + h[2]) / w
            let y = (h[3] * p.x + h[4] * p.y + h[5]) / w
            let (dx, dy) = (to[i].x - x, to[i].y - y)
            error += weights[i] * (dx * dx + dy * dy)
            let (u, v) = (p.x / w, p.y / w)
            system.add(row: [u, v, 1 / w, 0, 0, 0, -x * u, -x * v], value: dx, weight: weights[i])
            system.add(row: [0, 0, 0, u, v, 1 / w, -y * u, -y * v], value: dy, weight: weights[i])
        }
        return error.isFinite ? (error, system) : nil
    }
}
