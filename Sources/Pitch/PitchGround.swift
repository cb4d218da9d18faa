public import Geometry

/// A pitch of known measures, and the maps between it and one picture.
public struct PitchGround: Hashable, Sendable {
    public let plan: PitchPlan
    /// Image pixels to metres of the plan.
    public let fromImage: Homography
    /// Metres of the plan to image pixels: draw `plan.lines` with it and they lie on the painted ones.
    public let toImage: Homography

    init?(plan: PitchPlan, toImage: Homography) {
        guard let fromImage = toImage.inverse else { return nil }
        self.plan = plan
        self.toImage = toImage
        self.fromImage = fromImage
    }
}
