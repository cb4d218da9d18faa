import Geometry

/// Where a camera of known stand looks in one frame.
struct PoseFit {
    private static let steps = 25

    let camera: BroadcastCamera
    /// In squared deviations.
    let error: Double
    /// Indices of the sighted vertices within the threshold.
    let inliers: [Int]
    /// The variances of pan, tilt and the logarithm of the focal length.
    let variances: SIMD3<Double>

    /// Improves a first guess by Levenberg-Marquardt steps.
    /// - Parameter threshold: The greatest distance of an inlier, in pixels.
    /// - Returns: `nil` if the vertices leave the pose open.
    init?(_ seen: SightedVertices, from guess: BroadcastCamera, threshold: Double) {
        let unknowns = CameraResiduals.poseCount
        guard seen.points.count >= 2,
            var (error, system) = CameraResiduals.linearised(guess, seen, unknowns: unknowns)
        else { return nil }
        var camera = guess
        var damping = 1e-3
        for _ in 0..<Self.steps {
            guard let step = system.damped(by: 1 + damping).solved(tolerance: 1e-15) else { return nil }
            var change = LinearSystem.Row.zero
            for i in 0..<unknowns { change[i] = step[i] }
            let candidate = CameraResiduals.moved(camera, by: change)
            guard let (newError, newSystem) = CameraResiduals.linearised(candidate, seen, unknowns: unknowns),
                newError < error
            else {
                damping *= 8
                if damping > 1e6 { break }
                continue
            }
            let isSettled = error - newError < 1e-4 * error
            (camera, error, system) = (candidate, newError, newSystem)
            damping = max(damping / 8, 1e-9)
            if isSettled { break }
        }
        var variances = SIMD3<Double>.zero
        for i in 0..<unknowns {
            var right = LinearSystem.Row.zero
            right[i] = 1
            guard let column = system.solved(right: right, tolerance: 1e-15), column[i] > 0 else { return nil }
            variances[i] = column[i]
        }
        self.camera = camera
        self.error = error
        self.variances = variances
        let projection = camera.projection
        inliers = seen.points.indices.filter { k in
            (projection.imagePoint(ofPosition: seen.positions[k])?.distance(to: seen.points[k]) ?? .infinity)
                < threshold
        }
    }
}
