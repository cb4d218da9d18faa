import Geometry
import Observations

/// The keypoints of a frame, and a measure of how well a pitch of given dimensions explains them.
struct KeypointEvidence {
    /// A pitch that explains the keypoints.
    struct Fit {
        let plan: PitchPlan
        /// The map from metres of the plan to image pixels.
        let toImage: Homography
        let inliers: [Int]
        /// The sum of weighted squared distances, limited for each keypoint. It is comparable between plans.
        let cost: Double
    }

    /// The distance in pixels below which two keypoints count as one for the subnet.
    private static let separation = 25.0

    let keypoints: [Keypoint]
    let width: Double
    let height: Double
    private let present: [Int]

    init(_ keypoints: [Keypoint], width: Double, height: Double) {
        self.keypoints = keypoints
        self.width = width
        self.height = height
        present = keypoints.indices.filter {
            keypoints[$0].isPresent && keypoints[$0].point.x.isFinite && keypoints[$0].point.y.isFinite
        }
    }

    /// The greatest distance of an inlier, in pixels.
    var threshold: Double { Self.threshold(width: width) }

    /// The same for a picture of this width.
    static func threshold(width: Double) -> Double { max(12, width / 100) }

    /// Returns the weight of a keypoint. Even an unreliable one has a small weight.
    func weight(of index: Int) -> Double { min(max(keypoints[index].confidence, 0.05), 1) }

    func fit(_ plan: PitchPlan) -> Fit? {
        let vertices = present.map { plan.vertices[$0] }
        let points = present.map { keypoints[$0].point }
        let weights = present.map(weight)
        guard
            let found = Homography.ransac(
                from: vertices, to: points, threshold: threshold, weights: weights,
                isPlausible: { self.isPlausible($0) }),
            let fromImage = found.homography.inverse
        else { return nil }
        let inliers = found.inliers.map { present[$0] }
        guard isSpread(inliers),
            PitchPlausibility(plan: plan, fromImage: fromImage, width: width, height: height).isPlausible
        else { return nil }
        var cost = 0.0
        for k in present.indices {
            let error = found.homography.apply(vertices[k])?.distance(to: points[k]) ?? .infinity
            let share = error / threshold
            cost += weights[k] * min(1, share * share)
        }
        return Fit(plan: plan, toImage: found.homography, inliers: inliers, cost: cost)
    }

    /// The indices of the keypoints that lie where a ground has their vertices.
    func inliers(of ground: PitchGround) -> [Int] {
        present.filter { i in
            guard let place = ground.imagePoint(ofPosition: ground.plan.vertices[i]) else { return false }
            return place.distance(to: keypoints[i].point) < threshold
        }
    }

    /// The share of the keypoints, by weight, that are among `indices`; less if those are few.
    func agreement(of indices: [Int]) -> Double {
        let all = present.reduce(0) { $0 + weight(of: $1) }
        let agreeing = indices.reduce(0) { $0 + weight(of: $1) }
        return all > 0 ? agreeing / all * min(1, Double(indices.count) / 8) : 0
    }

    /// Returns the pitch and the maps to it, including the lens.
    func ground(_ fit: Fit) -> PitchGround? {
        PitchGround(
            plan: fit.plan, toImage: fit.toImage, width: width, height: height,
            vertices: fit.inliers.map { fit.plan.vertices[$0] }, points: fit.inliers.map { keypoints[$0].point },
            weights: fit.inliers.map(weight))
    }

    /// Returns whether a map could come from a camera.
    ///
    /// A camera above the ground never mirrors it, and the sign is the same wherever the ground is visible.
    private func isPlausible(_ toImage: Homography) -> Bool {
        for i in present {
            guard let scale = toImage.areaScale(at: PitchTemplate.vertices[i]) else { continue }
            return scale > 0
        }
        return true
    }

    /// Returns whether at least 4 of the keypoints are apart and together cover a part of the picture.
    private func isSpread(_ indices: [Int]) -> Bool {
        var accepted: [Point] = []
        for i in indices where accepted.allSatisfy({ $0.distance(to: keypoints[i].point) >= Self.separation }) {
            accepted.append(keypoints[i].point)
        }
        return accepted.count >= 4 && ConvexHull(accepted).area >= 0.004 * width * height
    }
}
