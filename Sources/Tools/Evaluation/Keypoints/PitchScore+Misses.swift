import Geometry
public import Observations

/// One frame's labelled keypoints beside the found ones: what a person wants to look at where they are far apart.
public struct PitchMisses: Hashable, Sendable {
    public var frame: EvaluatedFrame
    /// The mean of where the labelled keypoints land, in metres; nil without a view of the pitch.
    public var error: Double?
    /// In vertex order, pixels of the source frame.
    public var truth: [Keypoint]
    public var found: [Keypoint]
}

extension PitchScore {
    /// The frames that are worst to look at, worst first: those without a view of the pitch, then those whose view is
    /// furthest off.
    public func worstFrames(limit: Int) -> [PitchMisses] {
        let errors = outcomes.map { $0.viewError ?? .infinity }
        let order = outcomes.indices.filter { outcomes[$0].labelledCount > 0 }.sorted {
            (-errors[$0], $0) < (-errors[$1], $1)
        }
        return order.prefix(max(0, limit)).map {
            let outcome = outcomes[$0]
            return PitchMisses(
                frame: outcome.frame, error: outcome.viewError, truth: outcome.truth, found: outcome.found)
        }
    }
}
