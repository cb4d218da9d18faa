import Geometry

/// An object in one frame, with its id over the whole clip.
public struct TrackedObject: Hashable, Sendable {
    /// The id, from 1, the same for the same object in every frame.
    public var id: Int
    /// The detection in this frame.
    public var detection: Detection
    /// The team, 0 or 1; `nil` if it is unknown, and for referees and the ball.
    public var team: Int?

    /// Makes a tracked object.
    public init(id: Int, detection: Detection, team: Int? = nil) {
        self.id = id
        self.detection = detection
        self.team = team
    }
}
