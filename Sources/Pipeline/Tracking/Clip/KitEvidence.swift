import Geometry
import Observations

/// What two kits say about whether they are one person's.
///
/// Like kits say little, since a team wears the same; unlike ones speak against it, but never so loudly that a shirt seen
/// badly overrules everything else.
struct KitEvidence {
    /// The usual deviation between two measurements of one shirt, as a distance of `KitColour`.
    let deviation: Double
    /// The most that counts, in squared deviations.
    let limit: Double

    /// One sighting against the tracklet so far.
    static let sighting = KitEvidence(deviation: 0.2, limit: 6)
    /// The median of a tracklet's end against that of another one's start.
    static let tracklet = KitEvidence(deviation: 0.1, limit: 16)

    /// The squared distance in deviations, as far as it counts; 0 where one is not known.
    func squaredDistance(_ a: KitColour?, _ b: KitColour?) -> Double {
        guard let a, let b else { return 0 }
        let distance = a.distance(to: b) / deviation
        return min(distance * distance, limit)
    }
}
