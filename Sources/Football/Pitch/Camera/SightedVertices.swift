import Geometry
import Observations

/// The vertices that one frame shows: where they are on the plan and in the picture.
struct SightedVertices {
    var positions: [Point] = []
    /// In pixels.
    var points: [Point] = []
    /// How much each counts, 0 to 1.
    var weights: [Double] = []

    /// Takes the keypoints that are present, or those of them at `indices`.
    init(_ keypoints: [Keypoint], plan: PitchPlan, indices: [Int]? = nil) {
        for i in indices ?? Array(keypoints.indices) where keypoints[i].isPresent && plan.vertices.indices.contains(i) {
            positions.append(plan.vertices[i])
            points.append(keypoints[i].point)
            weights.append(min(max(keypoints[i].confidence, 0.05), 1))
        }
    }

    /// Returns those at some positions of the list.
    func only(_ indices: [Int]) -> SightedVertices {
        var result = self
        result.positions = indices.map { positions[$0] }
        result.points = indices.map { points[$0] }
        result.weights = indices.map { weights[$0] }
        return result
    }
}

/// The squared distances between sighted vertices and where a camera sees them, robust against wrong ones.
struct CameraResiduals {
    /// A right keypoint is this far off as a rule, as a share of the width: 3 px of 1280.
    static let deviation = 0.0025
    /// In deviations: a keypoint so far off counts a quarter.
    private static let reach = 3.0
    /// What is changed to see how the camera's picture follows: metres, tangents, and shares of the focal length.
    private static let steps: [Double] = [1e-6, 1e-6, 1e-6, 1e-3, 1e-3, 1e-3, 1e-6, 1e-4]

    static let poseCount = 3
    static let count = 8

    /// Returns the camera moved by the unknowns: pan, tilt, share of the focal length, place (3), roll, bending.
    static func moved(_ camera: BroadcastCamera, by change: LinearSystem.Row) -> BroadcastCamera {
        var camera = camera
        camera.pose.pan += change[0]
        camera.pose.tilt += change[1]
        camera.pose.focalLength *= max(0.5, min(2, 1 + change[2]))
        camera.stand.place += SIMD3(change[3], change[4], change[5])
        camera.stand.roll += change[6]
        camera.stand.bending += change[7]
        return camera
    }

    /// Returns the robust error, in squared deviations, and the normal equations of the first `unknowns` unknowns; `nil` if a
    /// vertex is behind the camera.
    static func linearised(
        _ camera: BroadcastCamera, _ seen: SightedVertices, unknowns: Int
    ) -> (error: Double, system: LinearSystem)? {
        var system = LinearSystem(size: unknowns)
        var error = 0.0
        let unit = 1 / (deviation * camera.width)
        let projection = camera.projection
        let neighbours = (0..<unknowns).map { i -> (BroadcastCamera.Projection, BroadcastCamera.Projection) in
            var change = LinearSystem.Row.zero
            change[i] = steps[i]
            return (moved(camera, by: change).projection, moved(camera, by: change * -1).projection)
        }
        for k in seen.points.indices {
            guard let place = projection.imagePoint(ofPosition: seen.positions[k]) else { return nil }
            let off = (seen.points[k] - place) * unit
            let square = off.x * off.x + off.y * off.y
            let share = 1 / (1 + square / (reach * reach))
            error += seen.weights[k] * square * share
            var (x, y) = (LinearSystem.Row.zero, LinearSystem.Row.zero)
            for i in 0..<unknowns {
                guard let after = neighbours[i].0.imagePoint(ofPosition: seen.positions[k]),
                    let before = neighbours[i].1.imagePoint(ofPosition: seen.positions[k])
                else { return nil }
                let slope = (after - before) * (unit / (2 * steps[i]))
                (x[i], y[i]) = (slope.x, slope.y)
            }
            // The Geman-McClure weight.
            system.add(row: x, value: off.x, weight: seen.weights[k] * share * share)
            system.add(row: y, value: off.y, weight: seen.weights[k] * share * share)
        }
        return error.isFinite ? (error, system) : nil
    }
}
