import Geometry

/// A figure that was drawn, before it is known what others hide of it.
struct SeenFigure {
    let owner: UInt8
    let bounds: Box
    let area: Int
}
