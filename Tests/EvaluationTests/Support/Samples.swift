import Evaluation
import Geometry
import Observations

extension EvaluatedFrame {
    static let hd = EvaluatedFrame(name: "frame", width: 1280, height: 720)
}

/// A box 100 wide and 100 high, so that shifts to the right are easy to turn into overlaps:
/// a shift of s gives (100 - s) / (100 + s).
func square(_ x: Double, _ y: Double = 0) -> Box {
    Box(x1: x, y1: y, x2: x + 100, y2: y + 100)
}

func player(_ x: Double, _ confidence: Double = 1) -> Detection {
    Detection(box: square(x), objectClass: .player, confidence: confidence)
}
