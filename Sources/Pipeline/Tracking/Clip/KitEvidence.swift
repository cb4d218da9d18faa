import Geometry
import Observations

/// The evidence from two kit colours about whether they belong to the same person.
///
/// Similar kits mean little, because a team wears the same one. Different kits count against a match, but only up to a
/// limit, so that one badly measured shirt doesn't outweigh everything else.
struct KitEvidence {
    /// The typical deviation between two measurements of the same shirt, as a distance of `KitColour`.
    let deviation: Double
    /// The upper limit of the squared distance, in squared deviations.
    let limit: Double

    /// The evidence for comparing a sighting with its tracklet.
    static let sighting = KitEvidence(deviation: 0.2, limit: 6)
    /// The evidence for comparing the median at the end of a tracklet with that at the start of another.
    static let tracklet = KitEvidence(deviation: 0.1, limit: 16)

    /// Returns the squared distance in deviations, up to the limit; 0 if a kit is unknown.
    func squaredDistance(_ a: KitColour?, _ b: KitColour?) -> Double {
        guard let a, let b else { return 0 }
        let distance = a.distance(to: b) / deviation
        return min(distance * distance, limit)
    }
}
