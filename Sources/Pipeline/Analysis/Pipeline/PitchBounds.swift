import Geometry
import Observations
import Pitch

/// A filter for persons who are on the pitch or just beside it.
///
/// Spectators, benches and substitutes who warm up look like players, but their position gives them away.
enum PitchBounds {
    /// The tolerated distance beyond the lines, in metres. Assistant referees and throw-in takers stand there, and
    /// positions on the far side are accurate to a few metres only.
    private static let margin = 6.0
    /// The number of keypoints that must agree before the filter removes anyone.
    private static let leastSupport = 6

    /// Returns the detections without persons who are clearly off the pitch. The ball may be anywhere.
    static func inside(_ detections: [Detection], view: PitchView?) -> [Detection] {
        guard let view, view.inliers.count >= leastSupport else { return detections }
        return detections.filter { detection in
            guard detection.objectClass.isPerson else { return true }
            // Above the horizon there is no ground.
            guard let place = view.position(ofImagePoint: detection.box.foot) else { return false }
            return (-margin...PitchPlan.template.length + margin).contains(place.x)
                && (-margin...PitchPlan.template.width + margin).contains(place.y)
        }
    }
}
