public import Geometry
public import Observations
public import Pitch

/// What is known about one frame, as it is to be shown on its picture.
public struct AnnotatedFrame: Sendable {
    /// The frame index, from 0.
    public var index: Int
    /// Seconds from the start of the clip.
    public var time: Double
    /// Everything with a box.
    public var objects: [AnnotatedObject]
    /// 32, in vertex order, or none.
    public var keypoints: [Keypoint]
    /// Metres of `plan` to image pixels, where the pitch was recognised.
    public var toImage: Homography?
    /// Whose lines are drawn.
    public var plan: PitchPlan

    /// Makes an annotation.
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

/// One object of a frame, as it is to be shown.
public struct AnnotatedObject: Hashable, Sendable {
    /// The track's id; nil shows no number.
    public var id: Int?
    /// Pixels of the frame.
    public var box: Box
    /// What it is.
    public var objectClass: ObjectClass
    /// 0 to 1.
    public var confidence: Double
    /// 0 or 1; nil where the team is unknown, and for referees and the ball.
    public var team: Int?
    /// Metres on the template, 120 x 70; nil keeps it off the radar.
    public var position: Point?

    /// Makes an annotation.
    public init(
        id: Int?, box: Box, objectClass: ObjectClass, confidence: Double = 1, team: Int? = nil, position: Point? = nil
    ) {
        self.id = id
        self.box = box
        self.objectClass = objectClass
        self.confidence = confidence
        self.team = team
        self.position = position
    }
}
