import Geometry
import Observations

/// The keypoints of a frame after its view is known: wrong ones are removed, noisy ones corrected, and missing ones
/// filled in.
struct KeypointFilling {
    /// The fewest inliers with which missing keypoints are filled in. Fewer couldn't confirm a position.
    private static let fewestInliers = 5
    /// The greatest uncertainty of a filled keypoint, as a share of the picture's width: about 6 px of 1280.
    private static let greatestDeviation = 0.005
    /// The lowest assumed standard deviation of a single keypoint, as a share of the width: about 3 px of 1280.
    private static let leastKeypointDeviation = 0.0025
    /// The greatest confidence of a filled keypoint, relative to the keypoints that determine it.
    private static let confidenceShare = 0.5

    /// The typical deviation of labelled real pitches from the plan, as a share of the width: about 3 px of 1280.
    private static let planDeviation = 0.0024

    private let evidence: KeypointEvidence
    private let ground: PitchGround
    private let inliers: [Int]
    /// How sure the ground is, 0 to 1; `nil` if it comes from this frame's keypoints alone.
    private let certainty: Double?
    /// The root mean square distance of the inliers in pixels, corrected for the 8 fitted values.
    private let residual: Double

    /// Prepares the keypoints.
    ///
    /// - Parameters:
    ///   - inliers: The indices of the keypoints that agree with the ground.
    ///   - certainty: How sure the ground is, 0 to 1, if it comes from more than this frame.
    init(evidence: KeypointEvidence, ground: PitchGround, inliers: [Int], certainty: Double? = nil) {
        self.evidence = evidence
        self.certainty = certainty
        self.ground = ground
        self.inliers = inliers
        let squares = inliers.map { i in
            let fitted = ground.imagePoint(ofPosition: ground.plan.vertices[i]) ?? .zero
            let error = fitted.distance(to: evidence.keypoints[i].point)
            return error * error
        }
        residual = (squares.reduce(0, +) / max(1, Double(squares.count) - 4)).squareRoot()
    }

    var keypoints: [Keypoint] {
        var result = [Keypoint](repeating: .absent, count: evidence.keypoints.count)
        for i in inliers { result[i] = steadied(i) }
        if let certainty {
            for i in result.indices where !result[i].isPresent {
                guard let point = ground.imagePoint(ofPosition: ground.plan.vertices[i]), isInside(point) else {
                    continue
                }
                result[i] = Keypoint(point: point, confidence: Self.confidenceShare * certainty)
            }
            return result
        }
        guard inliers.count >= Self.fewestInliers else { return result }
        let vertices = inliers.map { ground.plan.vertices[$0] }
        let weights = inliers.map(evidence.weight)
        let deviation = max(residual, Self.leastKeypointDeviation * evidence.width)
        let greatest = Self.greatestDeviation * evidence.width
        let mean = weights.reduce(0, +) / Double(weights.count)
        guard let dilution = Dilution(of: ground.toImage, from: vertices) else { return result }
        for i in result.indices where !result[i].isPresent {
            let vertex = ground.plan.vertices[i]
            guard let point = ground.imagePoint(ofPosition: vertex), isInside(point),
                let factor = dilution.at(vertex)
            else { continue }
            let uncertainty = factor * deviation / greatest
            guard uncertainty <= 1 else { continue }
            result[i] = Keypoint(point: point, confidence: mean * Self.confidenceShare * (1 - uncertainty / 2))
        }
        return result
    }

    /// Returns a keypoint moved towards the position that the fit predicts, more so if the keypoints are noisy.
    ///
    /// If the keypoints agree to within the deviation of a real pitch from its plan, the keypoint stays. If they are
    /// noisy, the fit through all of them is more accurate than each one.
    private func steadied(_ i: Int) -> Keypoint {
        var keypoint = evidence.keypoints[i]
        guard let fitted = ground.imagePoint(ofPosition: ground.plan.vertices[i]) else { return keypoint }
        let misfit = Self.planDeviation * evidence.width
        let own = misfit * misfit / (misfit * misfit + residual * residual)
        keypoint.point = fitted + (keypoint.point - fitted) * own
        return keypoint
    }

    private func isInside(_ p: Point) -> Bool {
        p.x >= 0 && p.y >= 0 && p.x <= evidence.width - 1 && p.y <= evidence.height - 1
    }
}
