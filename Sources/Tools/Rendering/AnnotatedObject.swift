public import Geometry
public import Observations

/// One object of a frame, as it is to be shown.
public struct AnnotatedObject: Hashable, Sendable {
    /// The track's id; nil shows no number.
    public var id: Int?
    /// Pixels of the frame.
    public var box: Box
    public var objectClass: ObjectClass
    /// 0 to 1.
    public var confidence: Double
    /// 0 or 1; nil where the team is unknown, and for referees and the ball.
    public var team: Int?
    /// Metres on the template, 120 x 70; nil keeps it off the radar.
    public var position: Point?

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
