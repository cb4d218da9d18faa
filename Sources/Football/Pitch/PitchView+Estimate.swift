import Geometry
public import Observations

extension PitchView {
    /// The view that most of a frame's keypoints agree on.
    ///
    /// The keypoints are fitted to the pitch of the Laws of the Game and to the template, and the better one is taken.
    /// A keypoint is an inlier within max(12 px, 1 % of the width), the subnet's own threshold.
    ///
    /// - Parameters:
    ///   - keypoints: 32 in vertex order; unconfident ones weigh less.
    ///   - width: of the picture, in pixels.
    ///   - height: of the picture, in pixels.
    /// - Returns: `nil` where fewer than 4 agree that are spread out, or no plausible camera sees the pitch so.
    public static func estimate(keypoints: [Keypoint], width: Int, height: Int) -> PitchView? {
        guard keypoints.count == PitchTemplate.vertices.count, width > 0, height > 0 else { return nil }
        let evidence = KeypointEvidence(keypoints, width: Double(width), height: Double(height))
        let fits = [PitchPlan.regulation, .template].compactMap(evidence.fit)
        guard let best = fits.min(by: { $0.cost < $1.cost }), let ground = evidence.ground(best) else { return nil }
        // The template's own homography, from the points that are known to be right.
        let indices = best.inliers
        let points = indices.map { keypoints[$0].point }
        let vertices = indices.map { PitchTemplate.vertices[$0] }
        let weights = indices.map { evidence.weight(of: $0) }
        guard
            let toImage = best.plan == .template
                ? best.toImage
                : Homography(from: vertices, to: points, weights: weights)?
                    .refined(from: vertices, to: points, weights: weights),
            let homography = toImage.inverse
        else { return nil }
        return PitchView(
            homography: homography, toImage: toImage, ground: ground,
            keypoints: KeypointFilling(evidence: evidence, ground: ground, inliers: indices).keypoints,
            inliers: indices, confidence: evidence.agreement(of: indices))
    }
}
