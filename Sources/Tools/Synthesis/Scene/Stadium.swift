import Geometry
import Pitch

/// The flat pieces around the pitch: stands on all sides, boards, ground and nets.
///
/// The stands surround the pitch as rings that meet at the corners, so each tier consists of four trapezoids.
struct Stadium: Sendable {
    /// The pieces in drawing order: distant ones first.
    private let behind: [Piece]
    let ground: Piece
    /// The boards, and the seats below the camera.
    private let inFront: [Piece]
    /// The nets, which are drawn in depth order with the persons.
    let nets: [Piece]
    let sky: Colour

    init(style: SceneStyle, texelsPerMetre: Double) {
        let plan = style.plan
        let look = style.stands
        let fans = style.wardrobe.teams.flatMap { [$0.shirt, $0.trim] }
        let crowd = TextureSurface(
            texture: CrowdTexture.make(
                attendance: look.attendance, seats: look.seats, fanColours: fans, seed: style.seed),
            light: look.crowdLight)
        let board = TextureSurface(
            texture: BoardTexture.make(height: 0.95, seed: style.seed, uniform: look.uniformBoards),
            light: look.boardLight)
        let banner = TextureSurface(
            texture: BoardTexture.make(height: 1.1, seed: style.seed &+ 1, uniform: true),
            light: look.boardLight.lit(by: 0.8))
        let wall = PlainSurface(colour: Colour(0.24, 0.25, 0.27, 1).lit(by: look.crowdLight.x * 1.3))
        let roof = PlainSurface(colour: look.roof)
        let ring = Ring(plan: plan, camera: style.station.position)
        var behind: [Piece] = []
        if look.upperTier {
            behind += ring.tier(from: (38, 24), to: (38, 40), surface: roof)
            behind += ring.tier(from: (23, 10), to: (38, 22.5), surface: crowd)
            behind += ring.tier(from: (23, 8.9), to: (23, 10), surface: banner)
            behind += ring.tier(from: (23, 7), to: (23, 8.9), surface: roof)
        } else {
            behind += ring.tier(from: (23, 7.6), to: (23, 20), surface: roof)
        }
        behind += ring.tier(from: (8.5, 1.3), to: (23, 7.8), surface: crowd)
        behind += ring.tier(from: (8.5, 0), to: (8.5, 1.35), surface: wall)
        self.behind = behind
        inFront = ring.tier(from: (4.5, 0), to: (4.5, 0.95), surface: board) + ring.seatsBelowCamera(surface: crowd)
        let margin = 8.6
        ground = Piece(
            origin: .zero, u: Vector(1, 0, 0), v: Vector(0, 1, 0),
            outline: [
                Point(-margin, -margin), Point(plan.length + margin, -margin),
                Point(plan.length + margin, plan.width + margin), Point(-margin, plan.width + margin),
            ],
            surface: GroundSurface(
                turf: style.turf, lighting: style.lighting, plan: plan, seed: style.seed,
                texelsPerMetre: texelsPerMetre))
        nets = Goal.sides.flatMap { Goal(side: $0, plan: plan).nets(light: style.lighting) }
        sky = look.roof
    }

    /// Draws everything that no person can stand behind.
    func drawBackground(on canvas: inout Canvas, view: CameraView) {
        for piece in behind { canvas.draw(piece, in: view) }
        canvas.draw(ground, in: view)
        for piece in inFront { canvas.draw(piece, in: view) }
    }
}

/// Builds the structures around the pitch on all four sides.
struct Ring {
    let plan: PitchPlan
    let camera: Vector

    /// Returns a band between two lines, each given by its distance from the pitch and its height in metres.
    ///
    /// There is no band on the camera's side.
    func tier(
        from low: (distance: Double, height: Double), to high: (distance: Double, height: Double),
        surface: any Surface
    ) -> [Piece] {
        sides.filter { !$0.isOfCamera }.map { piece($0, low, high, surface) }
    }

    /// Returns the seats below the camera: a slope that stays below its line of sight to the touchline.
    func seatsBelowCamera(surface: any Surface) -> [Piece] {
        sides.filter(\.isOfCamera).map { side in
            let away = (camera - side.corner).dot(side.out)
            let sight = camera.z / max(away - 5, 1)
            let near = 8.5
            let far = max(near + 1, away - 4)
            return piece(side, (near, sight * (near - 5) * 0.5), (far, sight * (far - 5) * 0.62), surface)
        }
    }

    /// One side of the pitch: its left corner as seen from the pitch, its direction, and the outward direction.
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

/// The shadow of a stand across the pitch, with a jagged edge and gaps through which light falls.
struct StandShade: Hashable, Sendable {
    /// The line of the edge: points with a positive distance from it lie in the shade.
    var normal: Point
    var offset: Double
    /// The distance between the teeth of the roof, and their depth, in metres.
    var tooth: Double
    var depth: Double

    /// Returns the shade at a point, from 0 (light) to 1 (shade).
    func depth(at place: Point) -> Float {
        let along = place.x * normal.y - place.y * normal.x
        let phase = along / tooth - (along / tooth).rounded(.down)
        let edge = offset + (phase < 0.5 ? 0 : depth)
        let distance = place.x * normal.x + place.y * normal.y - edge
        return Float(max(0, min(1, distance / 0.8 + 0.5)))
    }
}
