import Geometry
import Observations
import Pitch

/// Which persons can be in the match at all: those on the pitch or just beside it.
///
/// Stands, benches and warming-up substitutes look like players; where they stand tells them apart.
enum PitchBounds {
    /// Metres beyond the lines: assistants and throw-ins are there, and the far side is known to a few metres only.
    private static let margin = 6.0
    /// Keypoints that must agree before anybody is sent off.
    private static let leastSupport = 6

    /// The detections without persons who are clearly off the pitch. The ball may fly.
    static func inside(_ detections: [Detection], view: PitchView?) -> [Detection] {
        guard let view, view.inliers.count >= leastSupport else { return detections }
        return detections.filter { detection in
            guard detection.objectClass.isPerson else { return true }
            // Above the horizon there is no ground to stand on.
            guard let place = view.position(ofImagePoint: detection.box.foot) else { return false }
            return (-margin...PitchPlan.template.length + margin).contains(place.x)
                && (-margin...PitchPlan.template.width + margin).contains(place.y)
        }
    }
}
