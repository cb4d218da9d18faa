import Geometry
import Observations

/// The keypoints of one frame, and how well a pitch of given measures explains them.
struct KeypointEvidence {
    /// A pitch under which the keypoints make sense.
    struct Fit {
        let plan: PitchPlan
        /// Metres of the plan to image pixels.
        let toImage: Homography
        let inliers: [Int]
        /// How badly the pitch explains the keypoints: squared distances, capped; comparable between plans.
        let cost: Double
    }

    /// Two keypoints nearer than this are one for the subnet.
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
    var threshold: Double { max(12, width / 100) }

    /// Even a doubtful keypoint counts a little.
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

    /// The pitch and the maps to it, lens and all.
    func ground(_ fit: Fit) -> PitchGround? {
        PitchGround(
            plan: fit.plan, toImage: fit.toImage, width: width, height: height,
            vertices: fit.inliers.map { fit.plan.vertices[$0] }, points: fit.inliers.map { keypoints[$0].point },
            weights: fit.inliers.map(weight))
    }

    /// A camera above the ground never mirrors it; the sign is the same wherever the ground is seen.
    private func isPlausible(_ toImage: Homography) -> Bool {
        for i in present {
            guard let scale = toImage.areaScale(at: PitchTemplate.vertices[i]) else { continue }
            return scale > 0
        }
        return true
    }

    /// Whether 4 of them are apart, and all together cover some of the picture.
    private func isSpread(_ indices: [Int]) -> Bool {
        var accepted: [Point] = []
        for i in indices where accepted.allSatisfy({ $0.distance(to: keypoints[i].point) >= Self.separation }) {
            accepted.append(keypoints[i].point)
        }
        return accepted.count >= 4 && ConvexHull(accepted).area >= 0.004 * width * height
    }
}
