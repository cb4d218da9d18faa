import Geometry

/// The shadow of a stand across the pitch: a ragged edge, with gaps where light falls between its parts.
struct StandShade: Hashable, Sendable {
    /// The edge's line: positions with a positive distance from it lie in the shade.
    var normal: Point
    var offset: Double
    /// Metres from one tooth of the roof to the next, and their depth.
    var tooth: Double
    var depth: Double

    /// 0 in the light to 1 in the shade.
    func depth(at place: Point) -> Float {
        let along = place.x * normal.y - place.y * normal.x
        let phase = along / tooth - (along / tooth).rounded(.down)
        let edge = offset + (phase < 0.5 ? 0 : depth)
        let distance = place.x * normal.x + place.y * normal.y - edge
        return Float(max(0, min(1, distance / 0.8 + 0.5)))
    }
}
