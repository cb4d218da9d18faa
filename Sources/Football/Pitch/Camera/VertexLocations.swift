import Geometry
import Observations

/// Where a frame shows vertices, whichever they are.
///
/// A network finds the corners and crossings of lines more surely than it tells them apart: it may take the arc of a penalty
/// area for the centre circle. From a camera that is nearly right, the places alone say which vertices they are.
struct VertexLocations {
    /// Keypoints nearer than this, as a share of the width, are one place.
    private static let separation = 0.008
    /// Places of less confidence prove nothing.
    private static let leastConfidence = 0.3
    /// How far a place may be from its vertex at first, and then, as shares of the width.
    private static let reaches = [0.045, 0.025, 0.012]
    /// Places that have to agree.
    private static let fewest = 4

    private(set) var points: [Point] = []
    private(set) var weights: [Double] = []

    init(_ keypoints: [Keypoint], width: Double) {
        let sure = keypoints.filter { $0.confidence >= Self.leastConfidence }
        for keypoint in sure.sorted(by: { $0.confidence > $1.confidence })
        where points.allSatisfy({ $0.distance(to: keypoint.point) > Self.separation * width }) {
            points.append(keypoint.point)
            weights.append(min(keypoint.confidence, 1))
        }
    }

    /// The share of the places, by weight, at which a camera sees a vertex; 1 if there are none.
    func explainedShare(by camera: BroadcastCamera, threshold: Double) -> Double {
        let vertices = Self.visible(camera)
        let all = weights.reduce(0, +)
        guard all > 0 else { return 1 }
        let explained = points.indices.reduce(0.0) { sum, i in
            vertices.contains { $0.pixel.distance(to: points[i]) < threshold } ? sum + weights[i] : sum
        }
        return explained / all
    }

    /// Returns the pose that brings vertices to the places, near a guess, and these vertices; `nil` if few of them fit.
    func fit(from guess: BroadcastCamera, threshold: Double) -> (pose: PoseFit, seen: SightedVertices)? {
        var fit: (pose: PoseFit, seen: SightedVertices)?
        for reach in Self.reaches {
            let seen = matched(to: fit?.pose.camera ?? guess, reach: reach * guess.width)
            guard seen.points.count >= Self.fewest,
                let next = PoseFit(seen, from: fit?.pose.camera ?? guess, threshold: threshold)
            else { return nil }
            fit = (next, seen)
        }
        guard let fit, fit.pose.inliers.count >= Self.fewest else { return nil }
        return fit
    }

    /// Gives each place the nearest vertex within reach; each vertex has one place at most.
    private func matched(to camera: BroadcastCamera, reach: Double) -> SightedVertices {
        let vertices = Self.visible(camera)
        let pairs = points.indices.flatMap { i in
            vertices.indices.compactMap { k -> (distance: Double, place: Int, vertex: Int)? in
                let distance = vertices[k].pixel.distance(to: points[i])
                return distance < reach ? (distance, i, k) : nil
            }
        }
        var (places, taken) = (Set<Int>(), Set<Int>())
        var seen = SightedVertices([], plan: .regulation)
        for pair in pairs.sorted(by: { ($0.distance, $0.place) < ($1.distance, $1.place) })
        where !places.contains(pair.place) && !taken.contains(pair.vertex) {
            places.insert(pair.place)
            taken.insert(pair.vertex)
            seen.positions.append(vertices[pair.vertex].position)
            seen.points.append(points[pair.place])
            seen.weights.append(weights[pair.place])
        }
        return seen
    }

    private static func visible(_ camera: BroadcastCamera) -> [(position: Point, pixel: Point)] {
        let margin = 0.05 * camera.width
        let projection = camera.projection
        return PitchPlan.regulation.vertices.compactMap { position in
            guard let pixel = projection.imagePoint(ofPosition: position),
                (-margin...camera.width + margin).contains(pixel.x),
                (-margin...camera.height + margin).contains(pixel.y)
            else { return nil }
            return (position, pixel)
        }
    }
}
