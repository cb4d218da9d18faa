import Geometry
public import Observations

extension PitchView {
    /// Returns the camera view that most keypoints of a frame agree on.
    ///
    /// The keypoints are fitted to the pitch of the Laws of the Game and to the template, and the better fit is used. A
    /// keypoint is an inlier if it is within max(12 px, 1 % of the width), which is the subnet's own threshold.
    ///
    /// - Parameters:
    ///   - keypoints: 32 keypoints in vertex order. Less confident ones have less weight.
    ///   - width: the width of the picture, in pixels.
    ///   - height: the height of the picture, in pixels.
    /// - Returns: the view; `nil` if fewer than 4 well-separated keypoints agree, or if no plausible camera has this
    ///   view.
    public static func estimate(keypoints: [Keypoint], width: Int, height: Int) -> PitchView? {
        guard keypoints.count == PitchTemplate.vertices.count, width > 0, height > 0 else { return nil }
        let evidence = KeypointEvidence(keypoints, width: Double(width), height: Double(height))
        let fits = [PitchPlan.regulation, .template].compactMap(evidence.fit)
        guard let best = fits.min(by: { $0.cost < $1.cost }), let ground = evidence.ground(best) else {
            return lone(evidence)
        }
        // The template's own homography, fitted to the inliers only.
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

    /// The confidence of a view that assumes where cameras stand.
    private static let loneConfidence = 0.4

    /// Returns the view from a usual place, for frames with too little of the pitch for a homography.
    private static func lone(_ evidence: KeypointEvidence) -> PitchView? {
        let (plan, width, height) = (PitchPlan.regulation, evidence.width, evidence.height)
        let seen = SightedVertices(evidence.keypoints, plan: plan)
        guard let camera = LoneCamera.fit(seen, width: width, height: height, threshold: evidence.threshold) else {
            return nil
        }
        return PitchView(camera: camera, confidence: loneConfidence, evidence: evidence, certainty: nil)
    }
}
