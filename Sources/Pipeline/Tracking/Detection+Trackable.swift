import Geometry
import Observations

extension Detection {
    /// Whether the box is finite and has an area, and the confidence is finite.
    var isTrackable: Bool {
        box.x1.isFinite && box.y1.isFinite && box.x2.isFinite && box.y2.isFinite && box.width > 0 && box.height > 0
            && confidence.isFinite
    }
}
