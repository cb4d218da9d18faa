public import Geometry
public import Observations
public import Pitch

/// The annotations of one frame.
public struct AnnotatedFrame: Sendable {
    /// The frame index, from 0.
    public var index: Int
    /// The time since the start of the clip, in seconds.
    public var time: Double
    /// The objects with their boxes.
    public var objects: [AnnotatedObject]
    /// The 32 keypoints in vertex order, or none.
    public var keypoints: [Keypoint]
    /// The homography from metres of `plan` to image pixels; `nil` if the pitch was not recognised.
    public var toImage: Homography?
    /// The plan of the pitch whose lines are drawn.
    public var plan: PitchPlan

    /// Creates the annotations of a frame.
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

/// The annotation of one object.
public struct AnnotatedObject: Hashable, Sendable {
    /// The id of the track; `nil` shows no number.
    public var id: Int?
    /// The box in pixels of the frame.
    public var box: Box
    /// The class of the object.
    public var objectClass: ObjectClass
    /// The confidence, 0 to 1.
    public var confidence: Double
    /// The team, 0 or 1; `nil` if it is unknown, and for referees and the ball.
    public var team: Int?
    /// The position on the template in metres, 120 x 70; `nil` keeps the object off the radar.
    public var position: Point?

    /// Creates the annotation of an object.
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
