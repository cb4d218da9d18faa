import Geometry

/// Something that stands in the scene for one frame: a person, the ball, a goal frame, a flag.
struct Figure {
    let parts: [FigurePart]
    /// Where it touches the ground, metres.
    let place: Point
    /// What decides its place among those that hide one another.
    let middle: Vector
    /// The id in the truth; 0 for what is no part of it.
    let owner: UInt8
    var castsShadow = true
}
