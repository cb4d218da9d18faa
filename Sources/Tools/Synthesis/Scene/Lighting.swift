import Geometry

/// The light sources, and the shade of the stands on the pitch.
struct Lighting: Hashable, Sendable {
    /// A distant source: the sun, or one of the floodlights.
    struct Lamp: Hashable, Sendable {
        /// The unit vector towards the source, with positive z.
        var direction: Vector
        /// The share of the light on the grass, 0 to 1, which is the depth of the shadow.
        var share: Float
    }

    var lamps: [Lamp]
    /// The ambient light of the sky and of reflections.
    var ambient: Colour
    /// The direct light of all lamps together, where nothing blocks it.
    var direct: Colour
    /// The shade of the stands, which blocks direct light where it is 1.
    var shade: StandShade?
    /// The softness of shadow edges, in metres.
    var softness: Double

    /// Returns the light at a point on the pitch.
    func light(at place: Point) -> Colour {
        let reach = 1 - (shade?.depth(at: place) ?? 0)
        return ambient + direct * reach
    }
}
