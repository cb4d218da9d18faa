public import Geometry

/// One object of one frame, with the id it has over the whole clip.
public struct TrackedObject: Hashable, Sendable {
    /// From 1, the same for the same object in every frame.
    public var id: Int
    public var detection: Detection

    public init(id: Int, detection: Detection) {
        self.id = id
        self.detection = detection
    }
}
