import Geometry
import Observations
import Tracking

/// One track's shirt, by all its sightings.
struct TrackKit: Hashable, Sendable {
    let id: Int
    let objectClass: ObjectClass
    /// The median of each value: a sighting that shows somebody else's shirt does no harm.
    let colour: KitColour
    /// How many sightings show it.
    let sightings: Int

    /// The kits of all tracks that have one, in ascending order of id.
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
