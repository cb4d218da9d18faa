import Geometry
import Observations
import Tracking

/// The kit colour of a track over all its sightings.
struct TrackKit: Hashable, Sendable {
    let id: Int
    let objectClass: ObjectClass
    /// The median of each value, which sightings of another person's shirt don't affect.
    let colour: KitColour
    /// The number of sightings with a kit colour.
    let sightings: Int

    /// Returns the kits of all tracks that have one, in ascending order of id.
    ///
    /// - Parameter frames: the objects of the analysed frames.
    static func all(of frames: some Sequence<[TrackedObject]>) -> [TrackKit] {
        var seen: [Int: (objectClass: ObjectClass, colours: [KitColour])] = [:]
        for object in frames.joined() {
            guard let kit = object.detection.kit else { continue }
            seen[object.id, default: (object.detection.objectClass, [])].colours.append(kit)
        }
        return seen.sorted { $0.key < $1.key }.map { id, track in
            TrackKit(
                id: id, objectClass: track.objectClass, colour: .median(of: track.colours.map { ($0, 1) }),
                sightings: track.colours.count)
        }
    }
}
