import Geometry
import Observations

/// Small made-up scenes for the trackers.
enum Scene {
    static func person(
        x: Double, y: Double = 300, height: Double = 80, confidence: Double = 0.9, as objectClass: ObjectClass = .player
    ) -> Detection {
        Detection(
            box: Box(center: Point(x: x, y: y), width: 0.4 * height, height: height), objectClass: objectClass,
            confidence: confidence)
    }

    static func ball(x: Double, y: Double = 300, confidence: Double = 0.6) -> Detection {
        Detection(
            box: Box(center: Point(x: x, y: y), width: 10, height: 10), objectClass: .ball, confidence: confidence)
    }
}
