import Geometry
import Pitch

/// A goal: posts, crossbar and net (Law 1: 7.32 m wide, 2.44 m high).
struct Goal {
    static let sides = [0, 1]
    static let width = 7.32
    static let height = 2.44
    private static let depth = 2.0
    private static let backHeight = 1.9

    /// 0 for the goal at x = 0, 1 for the other one.
    let side: Int
    let plan: PitchPlan

    private func corner(_ near: Double, _ y: Double, _ z: Double) -> Vector {
        let x = side == 0 ? -near : plan.length + near
        return Vector(x, plan.middle.y + y, z)
    }

    /// Returns the posts and the crossbar.
    func frame(light: Colour) -> [FigurePart] {
        let half = Self.width / 2
        let white = Colour(grey: 0.93).lit(by: light)
        let (a, b) = (corner(0, -half, 0), corner(0, half, 0))
        let up = Vector(0, 0, Self.height)
        return [(a, a + up), (b, b + up), (a + up, b + up)].map {
            FigurePart(shape: .capsule($0.0, $0.1, 0.065, 0.065), colour: white)
        }
    }

    func nets(light: Lighting) -> [Piece] {
        let half = Self.width / 2
        let place = Point(side == 0 ? 0 : plan.length, plan.middle.y)
        let net = NetSurface(colour: Colour(grey: 0.85).lit(by: light.light(at: place)))
        let out = Vector(side == 0 ? -1 : 1, 0, 0)
        let roof = out * Self.depth + Vector(0, 0, Self.backHeight - Self.height)
        let across = Vector(0, 1, 0)
        let up = Vector(0, 0, 1)
        let sideOutline = [
            Point(0, 0), Point(Self.depth, 0), Point(Self.depth, Self.backHeight), Point(0, Self.height),
        ]
        return [
            Piece(
                origin: corner(Self.depth, -half, 0), u: across, v: up, width: Self.width, height: Self.backHeight,
                surface: net),
            Piece(
                origin: corner(0, -half, Self.height), u: across, v: roof.normalised, width: Self.width,
                height: roof.length, surface: net),
            Piece(origin: corner(0, -half, 0), u: out, v: up, outline: sideOutline, surface: net),
            Piece(origin: corner(0, half, 0), u: out, v: up, outline: sideOutline, surface: net),
        ]
    }
}

/// A goal net: white cords with holes between them, which look like a thin veil from afar.
struct NetSurface: Surface {
    let colour: Colour
    private let mesh: Float = 0.14
    private let cord: Float = 0.016

    func shade(_ run: SurfaceRun, into row: UnsafeMutableBufferPointer<Colour>) {
        let width = max(cord, run.footprint * 0.5)
        let strength = min(1, cord / width * 1.6)
        run.forEach { i, u, v in
            let du = abs(u / mesh - (u / mesh).rounded()) * mesh
            let dv = abs(v / mesh - (v / mesh).rounded()) * mesh
            let nearness = max(0, 1 - min(du, dv) / width)
            row[i] = Colour(colour.x, colour.y, colour.z, max(0.05, min(0.8, nearness * strength * 0.8)))
        }
    }
}
