import Geometry
import Observations

/// The estimated state of a tracklet's person at its first and last sightings.
struct TrackletEnds {
    /// The number of sightings that determine an end. The model forgets velocities, so more sightings add nothing.
    private static let sightings = 50
    /// The standard deviation of a person's height between sightings, as a share of the sum of both heights. It covers
    /// bending, running and zoom.
    private static let sizeDeviation = 0.1

    let firstFrame: Int
    let lastFrame: Int
    /// The state at the start, filtered backwards in time, so that its velocity points into the past.
    private let start: (x: WalkState, y: WalkState)
    private let end: (x: WalkState, y: WalkState)
    private let startUnit: Double
    /// The x coordinates of the first and last sightings.
    let startX: Double
    let endX: Double
    private let endUnit: Double
    private let startKit: KitColour?
    private let endKit: KitColour?

    /// Filters a tracklet from both sides.
    ///
    /// - Parameter noise: the standard deviation of a position, in heights of the person.
    init(_ tracklet: Tracklet, model: WalkModel, noise: Double) {
        firstFrame = tracklet.first.frame
        lastFrame = tracklet.last.frame
        start = Self.filter(tracklet.sightings.prefix(Self.sightings).reversed(), model, noise)
        end = Self.filter(tracklet.sightings.suffix(Self.sightings), model, noise)
        startX = tracklet.first.place.center.x
        endX = tracklet.last.place.center.x
        startUnit = Self.unit(tracklet.sightings.prefix(10))
        endUnit = Self.unit(tracklet.sightings.suffix(10))
        startKit = Self.kit(tracklet.sightings.prefix(Self.sightings))
        endKit = Self.kit(tracklet.sightings.suffix(Self.sightings))
    }

    /// Returns how unlikely it is that `next`, which starts later, continues this tracklet, in the unit of `WalkState`.
    func negativeLogLikelihood(_ next: TrackletEnds, model: WalkModel) -> Double {
        let step = model.step(frames: next.firstFrame - lastFrame)
        let unit = (endUnit + next.startUnit) / 2
        func axis(_ end: WalkState, _ start: WalkState) -> Double {
            var turned = start
            turned.velocity = -start.velocity
            turned.covariance = -start.covariance
            return end.ahead(step, unit: unit).negativeLogLikelihood(turned, unit: unit)
        }
        let size = (endUnit - next.startUnit) / (Self.sizeDeviation * (endUnit + next.startUnit))
        return axis(end.x, next.start.x) + axis(end.y, next.start.y) + size * size
            + KitEvidence.tracklet.squaredDistance(endKit, next.startKit)
    }

    /// Returns the distance along one axis beyond which a start is too far away after this number of frames.
    func reach(frames: Int) -> Double { endUnit * (1 + 0.5 * Double(min(frames, 50))) }

    /// Returns the median kit; `nil` if there are fewer than two measurements.
    private static func kit(_ sightings: ArraySlice<Sighting>) -> KitColour? {
        let kits = sightings.compactMap(\.detection.kit)
        return kits.count < 2 ? nil : .median(of: kits.map { ($0, 1) })
    }

    /// Returns the median height.
    private static func unit(_ sightings: ArraySlice<Sighting>) -> Double {
        let units = sightings.map(\.unit).sorted()
        return units[units.count / 2]
    }

    private static func filter(
        _ sightings: some BidirectionalCollection<Sighting>, _ model: WalkModel, _ noise: Double
    ) -> (x: WalkState, y: WalkState) {
        let first = sightings[sightings.startIndex]
        var x = WalkState(position: first.place.center.x, noise: noise * first.unit, unit: first.unit, model: model)
        var y = WalkState(position: first.place.center.y, noise: noise * first.unit, unit: first.unit, model: model)
        var frame = first.frame
        for sighting in sightings.dropFirst() {
            let step = model.step(frames: abs(sighting.frame - frame))
            x = x.ahead(step, unit: sighting.unit)
            y = y.ahead(step, unit: sighting.unit)
            x.correct(sighting.place.center.x, noise: noise * sighting.unit)
            y.correct(sighting.place.center.y, noise: noise * sighting.unit)
            frame = sighting.frame
        }
        return (x, y)
    }
}
