public import Geometry
public import Observations
import Tracking

/// A box with the id of its object: all that tracking is measured by.
public struct TrackedBox: Hashable, Sendable {
    public var id: Int
    public var box: Box

    public init(id: Int, box: Box) {
        self.id = id
        self.box = box
    }

    public init(_ object: TrackedObject) {
        self.init(id: object.id, box: object.detection.box)
    }
}
