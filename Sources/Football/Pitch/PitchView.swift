public import Geometry
public import Observations

/// What one frame's keypoints say about where the pitch is in the picture.
public struct PitchView: Hashable, Sendable {
    /// Image pixels to metres of the template, 120 x 70. No real pitch has the template's measures, so this one fits a
    /// real picture only roughly; `ground` is exact.
    public let homography: Homography
    /// Metres of the template to image pixels; roughly, as above.
    public let toImage: Homography
    /// The pitch whose measures the keypoints fit, and the map to it.
    public let ground: PitchGround
    /// 32 in vertex order: those that contradict the others are gone, the rest is steadied by the fit as far as it
    /// jitters, and vertices that the picture must show are filled in, with less confidence, where the others pin
    /// them down.
    public let keypoints: [Keypoint]
    /// Indices of the keypoints given that agree, ascending.
    public let inliers: [Int]
    /// How sure the view is, 0 to 1.
    public let confidence: Double

    /// Where on the pitch a point of the picture is, if it is on the ground: metres of the template, the origin at
    /// vertex 1's corner, x 0 to 120, y 0 to 70, more where it is off the pitch. `nil` above the horizon.
    public func position(ofImagePoint p: Point) -> Point? {
        ground.position(ofImagePoint: p).map(ground.plan.templatePosition)
    }
}
