import Geometry
import Pitch

/// Builds what runs around the pitch on all four sides.
struct Ring {
    let plan: PitchPlan
    let camera: Vector

    /// A band from one (distance from the pitch, height) to another, metres, seen from the pitch.
    ///
    /// There is none on the side where the camera stands.
    func tier(
        from low: (distance: Double, height: Double), to high: (distance: Double, height: Double),
        surface: any Surface
    ) -> [Piece] {
        sides.filter { !$0.isOfCamera }.map { piece($0, low, high, surface) }
    }

    /// The seats below the camera: a slope that stays under its line of sight to the touchline.
    func seatsBelowCamera(surface: any Surface) -> [Piece] {
        sides.filter(\.isOfCamera).map { side in
            let away = (camera - side.corner).dot(side.out)
            let sight = camera.z / max(away - 5, 1)
            let near = 8.5
            let far = max(near + 1, away - 4)
            return piece(side, (near, sight * (near - 5) * 0.5), (far, sight * (far - 5) * 0.62), surface)
        }
    }

    /// One side of the pitch: its corner at the left as seen from the pitch, its direction, and the way outwards.
    private struct Side {
        let corner: Vector
        let along: Vector
        let out: Vector
        let length: Double
        let isOfCamera: Bool
    }

    private var sides: [Side] {
        let (length, width) = (plan.length, plan.width)
        func side(_ corner: Vector, _ along: Vector, _ out: Vector, _ length: Double) -> Side {
            Side(
                corner: corner, along: along, out: out, length: length,
                isOfCamera: (camera - corner).dot(out) > 5)
        }
        return [
            side(Vector(0, 0, 0), Vector(1, 0, 0), Vector(0, -1, 0), length),
            side(Vector(0, width, 0), Vector(0, -1, 0), Vector(-1, 0, 0), width),
            side(Vector(length, 0, 0), Vector(0, 1, 0), Vector(1, 0, 0), width),
            side(Vector(length, width, 0), Vector(-1, 0, 0), Vector(0, 1, 0), length),
        ]
    }

    private func piece(
        _ side: Side, _ low: (distance: Double, height: Double), _ high: (distance: Double, height: Double),
        _ surface: any Surface
    ) -> Piece {
        let rise = side.out * (high.distance - low.distance) + Vector(0, 0, high.height - low.height)
        let slope = rise.length
        return Piece(
            origin: side.corner + side.out * low.distance + Vector(0, 0, low.height), u: side.along, v: rise / slope,
            outline: [
                Point(-low.distance, 0), Point(side.length + low.distance, 0),
                Point(side.length + high.distance, slope), Point(-high.distance, slope),
            ],
            surface: surface)
    }
}
