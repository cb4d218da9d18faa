import Geometry
import Observations

/// A detection and where it is when the camera's motion is taken out.
struct Sighting: Sendable {
    let frame: Int
    /// In pixels of its own frame.
    let detection: Detection
    /// In pixels of the shot's first frame, so that a person standing still stays in one place.
    let place: Box

    /// The unit of the walk model.
    var unit: Double { max(place.height, 1) }
}
