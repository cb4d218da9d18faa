import Geometry
import Pitch

/// The flat pieces around the pitch: stands on all sides, boards, the ground, the nets.
///
/// The stands run around the pitch as rings that meet at the corners, so every tier is four trapezoids.
struct Stadium: Sendable {
    /// In the order in which they are drawn: far things first.
    private let behind: [Piece]
    let ground: Piece
    /// Boards, and the seats below the camera.
    private let inFront: [Piece]
    /// Drawn in depth order with the persons.
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

    /// Everything that no person can stand behind.
    func drawBackground(on canvas: inout Canvas, view: CameraView) {
        for piece in behind { canvas.draw(piece, in: view) }
        canvas.draw(ground, in: view)
        for piece in inFront { canvas.draw(piece, in: view) }
    }
}
