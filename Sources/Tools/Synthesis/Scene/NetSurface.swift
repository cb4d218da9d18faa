/// A goal net: white cords with holes between them; from afar a thin veil.
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
