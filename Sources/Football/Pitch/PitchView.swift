public import Geometry
public import Observations

/// The position of the pitch in a frame's picture, estimated from its keypoints.
public struct PitchView: Hashable, Sendable {
    /// The map from image pixels to metres of the template, 120 x 70.
    ///
    /// No real pitch has the template's dimensions, so this map is only approximate. `ground` is exact.
    public let homography: Homography
    /// The map from metres of the template to image pixels. It is only approximate, like `homography`.
    public let toImage: Homography
    /// The pitch whose dimensions fit the keypoints, with the maps to and from it.
    public let ground: PitchGround
    /// The 32 keypoints in vertex order, after correction.
    ///
    /// Keypoints that contradict the others are removed, and noisy ones are moved towards the fit. Vertices that must
    /// be in the picture are filled in with less confidence if the others determine their position.
    public let keypoints: [Keypoint]
    /// The indices of the given keypoints that agree, in ascending order.
    public let inliers: [Int]
    /// How sure the view is, 0 to 1.
    public let confidence: Double

    /// Returns the position on the pitch of a point in the picture, if that point is on the ground; `nil` above the
    /// horizon.
    ///
    /// The position is in metres of the template, with the origin at the corner of vertex 1: x from 0 to 120, y from 0
    /// to 70, and outside these ranges off the pitch.
    public func position(ofImagePoint p: Point) -> Point? {
        ground.position(ofImagePoint: p).map(ground.plan.templatePosition)
    }
}
