import Geometry
import Observations

/// Sightings of one person, at least one, in ascending order of frame.
struct Tracklet: Sendable {
    var sightings: [Sighting]

    var first: Sighting { sightings[0] }
    var last: Sighting { sightings[sightings.count - 1] }

    /// The class of most sightings, weighted by confidence.
    var objectClass: ObjectClass {
        var votes = ClassVote()
        for sighting in sightings {
            votes.add(sighting.detection.objectClass, confidence: sighting.detection.confidence)
        }
        return votes.winner
    }
}
