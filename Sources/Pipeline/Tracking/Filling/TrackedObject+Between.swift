import Geometry
import Observations

extension TrackedObject {
    /// This object `t` of the way to a later sighting of it.
    func between(_ other: TrackedObject, at t: Double) -> TrackedObject {
        var result = self
        result.detection.box = detection.box.interpolated(to: other.detection.box, at: t)
        result.detection.confidence = min(detection.confidence, other.detection.confidence)
        return result
    }

    /// This object elsewhere, its size the same: a size that grew for a frame doesn't grow for ever.
    func moved(by shift: Point) -> TrackedObject {
        let box = detection.box
        var result = self
        result.detection.box = Box(center: box.center + shift, width: box.width, height: box.height)
        return result
    }
}
