import Geometry
import Observations

extension TrackedObject {
    /// Returns this object at the share `t` of the way to a later sighting of it.
    func between(_ other: TrackedObject, at t: Double) -> TrackedObject {
        var result = self
        result.detection.box = detection.box.interpolated(to: other.detection.box, at: t)
        result.detection.confidence = min(detection.confidence, other.detection.confidence)
        return result
    }

    /// Returns this object shifted, with its size unchanged. Extrapolated growth would never stop.
    func moved(by shift: Point) -> TrackedObject {
        let box = detection.box
        var result = self
        result.detection.box = Box(center: box.center + shift, width: box.width, height: box.height)
        return result
    }
}
