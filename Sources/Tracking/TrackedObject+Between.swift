import Geometry

extension TrackedObject {
    /// This object `t` of the way to a later sighting of it.
    func between(_ other: TrackedObject, at t: Double) -> TrackedObject {
        var result = self
        result.detection.box = detection.box.interpolated(to: other.detection.box, at: t)
        result.detection.confidence = min(detection.confidence, other.detection.confidence)
        return result
    }

    /// This object some frames later, if it goes on moving by `rate` per frame; where it is if there is no rate.
    func ahead(_ frames: Double, at rate: Box?) -> TrackedObject {
        guard let rate else { return self }
        let box = detection.box
        // Only the place goes on: a size that grew for a frame doesn't grow for ever.
        let shift = rate.center * frames
        var result = self
        result.detection.box = Box(center: box.center + shift, width: box.width, height: box.height)
        return result
    }
}

extension Box {
    /// The change of each side per frame.
    func rate(since before: Box, frames: Int) -> Box {
        let k = 1 / Double(frames)
        return Box(
            x1: (x1 - before.x1) * k, y1: (y1 - before.y1) * k, x2: (x2 - before.x2) * k, y2: (y2 - before.y2) * k)
    }
}
