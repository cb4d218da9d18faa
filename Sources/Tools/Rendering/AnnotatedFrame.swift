public import Geometry
public import Observations
public import Pitch

/// What is known about one frame, as it is to be shown on its picture.
public struct AnnotatedFrame: Sendable {
    /// The frame index, from 0.
    public var index: Int
    /// Seconds from the start of the clip.
    public var time: Double
    public var objects: [AnnotatedObject]
    /// 32, in vertex order, or none.
    public var keypoints: [Keypoint]
    /// Metres of `plan` to image pixels, where the pitch was recognised.
    public var toImage: Homography?
    /// Whose lines are drawn.
    public var plan: PitchPlan

    public init(
        index: Int, time: Double, objects: [AnnotatedObject] = [], keypoints: [Keypoint] = [],
        toImage: Homography? = nil, plan: PitchPlan = .template
    ) {
        self.index = index
        self.time = time
        self.objects = objects
        self.keypoints = keypoints
        self.toImage = toImage
        self.plan = plan
    }
}
