import Geometry

/// Where the light comes from, and where the stands keep it off the pitch.
struct Lighting: Hashable, Sendable {
    /// A source far away: the sun, or one of the floodlights.
    struct Lamp: Hashable, Sendable {
        /// Towards the source, one long, z positive.
        var direction: Vector
        /// How much of the light on the grass it gives, 0 to 1: the depth of the shadow it throws.
        var share: Float
    }

    var lamps: [Lamp]
    /// What the sky, or all that shines back, adds everywhere.
    var ambient: Colour
    /// What the lamps together add where nothing is in their way.
    var direct: Colour
    /// The shade of the stands: no direct light where it is 1.
    var shade: StandShade?
    /// How soft shadows are at their edges, metres.
    var softness: Double

    /// The light at a place on the pitch.
    func light(at place: Point) -> Colour {
        let reach = 1 - (shade?.depth(at: place) ?? 0)
        return ambient + direct * reach
    }
}
