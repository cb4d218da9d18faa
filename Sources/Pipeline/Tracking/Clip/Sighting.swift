import Geometry
import Observations

/// A detection with its position after the camera's motion is removed.
struct Sighting: Sendable {
    let frame: Int
    /// The detection, in pixels of its own frame.
    let detection: Detection
    /// The box in pixels of the shot's first frame, so that a person who stands still has a constant position.
    let place: Box

    /// The unit of length of the walk model: the person's height in pixels.
    var unit: Double { max(place.height, 1) }
}
