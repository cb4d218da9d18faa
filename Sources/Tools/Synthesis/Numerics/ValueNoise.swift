/// Smooth random hills over the plane, the same for the same seed: random values on a grid, blended between.
struct ValueNoise: Sendable {
    private static let size = 64
    private let values: [Float]

    init(seed: UInt64, stream: UInt64) {
        var random = RandomSource(seed: seed, stream: stream)
        values = (0..<Self.size * Self.size).map { _ in Float(random.unit()) * 2 - 1 }
    }

    /// -1 to 1; one hill is about one unit wide, and the pattern repeats after 64.
    func value(_ x: Float, _ y: Float) -> Float {
        let fx = x.rounded(.down)
        let fy = y.rounded(.down)
        let (ix, iy) = (Int(fx) & (Self.size - 1), Int(fy) & (Self.size - 1))
        let (jx, jy) = ((ix + 1) & (Self.size - 1), (iy + 1) & (Self.size - 1))
        func eased(_ t: Float) -> Float { t * t * (3 - 2 * t) }
        let (sx, sy) = (eased(x - fx), eased(y - fy))
        let top = values[iy * Self.size + ix] * (1 - sx) + values[iy * Self.size + jx] * sx
        let bottom = values[jy * Self.size + ix] * (1 - sx) + values[jy * Self.size + jx] * sx
        return top * (1 - sy) + bottom * sy
    }

    /// Hills on hills, each half as wide and half as high as the last.
    func layered(_ x: Float, _ y: Float, octaves: Int) -> Float {
        var sum: Float = 0
        var (scale, weight): (Float, Float) = (1, 1)
        for _ in 0..<octaves {
            sum += weight * value(x * scale, y * scale)
            scale *= 2.07
            weight *= 0.5
        }
        return sum * 0.6
    }
}
