/// One rounded part of a figure in the stadium: a limb, a head, a trunk.
struct FigurePart: Sendable {
    enum Shape: Sendable {
        /// From one centre to another with a radius at each, metres.
        case capsule(Vector, Vector, Double, Double)
        /// Four corners in order (upper left, upper right, lower right, lower left) and a radius around them, metres.
        case slab(Vector, Vector, Vector, Vector, Double)
    }

    var shape: Shape
    var colour: Colour
    /// The second colour of a shirt, and how the two share it.
    var trim = Colour.zero
    var pattern = Kit.Pattern.plain
    /// Drawn this much nearer to the camera than it is, metres, so that what lies on a shirt is not hidden by it.
    var bias = 0.0
    /// Whether its shadow is drawn; what lies within another part's shadow needs none of its own.
    var castsShadow = false

    var middle: Vector {
        switch shape {
        case .capsule(let a, let b, _, _): (a + b) * 0.5
        case .slab(let a, let b, let c, let d, _): (a + b + c + d) * 0.25
        }
    }
}
