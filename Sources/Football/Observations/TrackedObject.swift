import Geometry

/// One object of one frame, with the id it has over the whole clip.
public struct TrackedObject: Hashable, Sendable {
    /// From 1, the same for the same object in every frame.
    public var id: Int
    public var detection: Detection
    /// 0 or 1; nil where the team is unknown, and for referees and the ball.
    public var team: Int?

    public init(id: Int, detection: Detection, team: Int? = nil) {
        self.id = id
        self.detection = detection
        self.team = team
    }
}
