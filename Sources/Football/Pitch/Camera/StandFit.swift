import Geometry

/// Where the camera of a shot stands, from many frames at once: bundle adjustment with one place and one lens.
struct StandFit {
    private static let steps = 30
    /// The deviations of a camera's roll and of its lens's bending; little evidence moves neither.
    private static let rollDeviation = 0.02
    private static let bendingDeviation = 0.05

    let stand: BroadcastCamera.Stand
    /// The root mean square distance of the vertices, in deviations of a keypoint, wrong ones counting less.
    let error: Double

    /// - Parameters:
    ///   - frames: The vertices of some frames, at least 4 in each, with a first guess of the camera.
    ///   - place: Where the camera stands as a rule, and its deviation, in metres; `nil` if anywhere.
    /// - Returns: `nil` if no one place explains them.
    init?(
        _ frames: [(seen: SightedVertices, camera: BroadcastCamera)],
        place: (mean: SIMD3<Double>, deviation: SIMD3<Double>)? = nil
    ) {
        guard !frames.isEmpty, var stand = Self.median(frames.map(\.camera.stand)) else { return nil }
        // From one place, each frame looks a little elsewhere.
        var cameras: [BroadcastCamera] = []
        for (seen, camera) in frames {
            guard let guess = camera.aimed(from: stand), let fit = PoseFit(seen, from: guess, threshold: .infinity)
            else { return nil }
            cameras.append(fit.camera)
        }
        let seen = frames.map(\.seen)
        guard var current = Self.linearised(cameras, seen, stand, place) else { return nil }
        var damping = 1e-3
        for _ in 0..<Self.steps {
            guard let changes = current.step(damping: damping) else { break }
            let moved = zip(cameras, changes).map { CameraResiduals.moved($0, by: $1) }
            guard let first = moved.first, let next = Self.linearised(moved, seen, first.stand, place),
                next.error < current.error
            else {
                damping *= 8
                if damping > 1e8 { break }
                continue
            }
            let isSettled = current.error - next.error < 1e-6 * current.error
            (cameras, current, stand) = (moved, next, first.stand)
            damping = max(damping / 8, 1e-9)
            if isSettled { break }
        }
        self.stand = stand
        let count = seen.reduce(0) { $0 + $1.weights.reduce(0, +) }
        error = (current.error / max(count, 1)).squareRoot()
    }

    private static func median(_ stands: [BroadcastCamera.Stand]) -> BroadcastCamera.Stand? {
        guard !stands.isEmpty else { return nil }
        func middle(_ value: (BroadcastCamera.Stand) -> Double) -> Double {
            stands.map(value).sorted()[stands.count / 2]
        }
        return BroadcastCamera.Stand(
            place: SIMD3(middle(\.place.x), middle(\.place.y), middle(\.place.z)))
    }

    private static func linearised(
        _ cameras: [BroadcastCamera], _ seen: [SightedVertices], _ stand: BroadcastCamera.Stand,
        _ place: (mean: SIMD3<Double>, deviation: SIMD3<Double>)?
    ) -> SharedSystem? {
        guard stand.place.z > 1 else { return nil }
        var shared = SharedSystem()
        for (camera, vertices) in zip(cameras, seen) {
            guard let (error, system) = CameraResiduals.linearised(camera, vertices, unknowns: CameraResiduals.count)
            else { return nil }
            shared.frames.append(system)
            shared.error += error
        }
        var priors = [(3, stand.roll, rollDeviation), (4, stand.bending, bendingDeviation)]
        if let place {
            let off = stand.place - place.mean
            priors += (0..<3).map { ($0, off[$0], place.deviation[$0]) }
        }
        for (i, value, deviation) in priors {
            shared.error += value * value / (deviation * deviation)
            shared.priors.append((i, value, 1 / (deviation * deviation)))
        }
        return shared
    }
}

/// The normal equations of many frames that share the unknowns of the stand, solved by the Schur complement.
private struct SharedSystem {
    /// One for each frame: its pose comes first, then the stand.
    var frames: [LinearSystem] = []
    var error = 0.0
    var priors: [(index: Int, value: Double, weight: Double)] = []

    private static let own = CameraResiduals.poseCount
    private static let count = CameraResiduals.count - CameraResiduals.poseCount

    /// Returns the changes of each frame's unknowns; `nil` if the equations are singular.
    func step(damping: Double) -> [LinearSystem.Row]? {
        let (own, count) = (Self.own, Self.count)
        var shared = LinearSystem(size: count)
        for prior in priors {
            var row = LinearSystem.Row.zero
            row[prior.index] = 1
            shared.add(row: row, value: -prior.value, weight: prior.weight)
        }
        // For each frame, what its own unknowns add to the change of the stand.
        var eliminated: [(columns: [[Double]], rest: [Double])] = []
        for frame in frames {
            for i in 0..<count {
                for k in 0..<count { shared.rows[i][k] += frame.rows[own + i][own + k] * (i == k ? 1 + damping : 1) }
                shared.right[i] += frame.right[own + i]
            }
        }
        for frame in frames {
            var pose = LinearSystem(size: own)
            for i in 0..<own {
                for k in 0..<own { pose.rows[i][k] = frame.rows[i][k] * (i == k ? 1 + damping : 1) }
            }
            guard let rest = pose.solved(right: frame.right, tolerance: 1e-15) else { return nil }
            var columns: [[Double]] = []
            for k in 0..<count {
                var right = LinearSystem.Row.zero
                for i in 0..<own { right[i] = frame.rows[i][own + k] }
                guard let column = pose.solved(right: right, tolerance: 1e-15) else { return nil }
                columns.append(column)
            }
            for i in 0..<count {
                for m in 0..<own {
                    let coupling = frame.rows[own + i][m]
                    for k in 0..<count { shared.rows[i][k] -= coupling * columns[k][m] }
                    shared.right[i] -= coupling * rest[m]
                }
            }
            eliminated.append((columns, rest))
        }
        guard let change = shared.solved(tolerance: 1e-18) else { return nil }
        return eliminated.map { columns, rest in
            var row = LinearSystem.Row.zero
            for i in 0..<count { row[own + i] = change[i] }
            for m in 0..<own { row[m] = rest[m] - (0..<count).reduce(0) { $0 + columns[$1][m] * change[$1] } }
            return row
        }
    }
}
