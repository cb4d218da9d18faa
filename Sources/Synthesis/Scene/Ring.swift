import Geometry

/// Builds what runs around the pitch on all four sides.
struct Ring {
    let markings: PitchMarkings
    let camera: Vector

    /// A band from one (distance from the pitch, height) to another, metres, seen from the pitch.
    ///
    /// On the side where the camera stands only what it looks over is built, and only if `cameraSide`.
    func tier(
        from low: (distance: Double, height: Double), to high: (distance: Double, height: Double),
        surface: any Surface, cameraSide: Bool
    ) -> [Piece] {
        // Each side: where it starts as seen from the pitch's left to right, its direction, and the way outwards.
        let (length, width) = (markings.length, markings.width)
        let sides: [(corner: Vector, along: Vector, out: Vector, length: Double, ofCamera: Bool)] = [
            (Vector(0, 0, 0), Vector(1, 0, 0), Vector(0, -1, 0), length, false),
            (Vector(0, width, 0), Vector(0, -1, 0), Vector(-1, 0, 0), width, camera.x < -low.distance),
            (Vector(length, 0, 0), Vector(0, 1, 0), Vector(1, 0, 0), width, camera.x > length + low.distance),
            (Vector(length, width, 0), Vector(-1, 0, 0), Vector(0, 1, 0), length, camera.y > width + low.distance),
        ]
        return sides.compactMap { side in
            if side.ofCamera, !cameraSide { return nil }
            let rise = side.out * (high.distance - low.distance) + Vector(0, 0, high.height - low.height)
            let slope = rise.length
            let origin = side.corner + side.out * low.distance + Vector(0, 0, low.height)
            return Piece(
                origin: origin, u: side.along, v: rise / slope,
                outline: [
                    Point(-low.distance, 0), Point(side.length + low.distance, 0),
                    Point(side.length + high.distance, slope), Point(-high.distance, slope),
                ],
                surface: surface)
        }
    }
}
