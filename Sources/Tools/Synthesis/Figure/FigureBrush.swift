/// Draws parts onto a stamp, shaded as round bodies. Unsafe buffers: rows and columns are clipped to the stamp.
struct FigureBrush {
    let width: Int
    let height: Int
    /// The direction to the light: right, down, and out of the picture.
    let towards: SIMD3<Float>
    let light: Colour
    private(set) var pixels: [Colour]

    init(width: Int, height: Int, towards: SIMD3<Float>, light: Colour) {
        self.width = width
        self.height = height
        self.towards = towards
        self.light = light
        pixels = [Colour](repeating: .zero, count: width * height)
    }

    mutating func draw(_ part: ImagePart) {
        let reach = part.reach + 1
        let way = part.b - part.a
        let squared = way.x * way.x + way.y * way.y
        let scale = squared > 0 ? 1 / squared : 0
        let length = squared.squareRoot()
        let columns = Self.range(min(part.a.x, part.b.x) - reach, max(part.a.x, part.b.x) + reach, width)
        let rows = Self.range(min(part.a.y, part.b.y) - reach, max(part.a.y, part.b.y) + reach, height)
        let lit = part.colour.lit(by: light)
        let trim = part.trim.lit(by: light)
        let (width, towards) = (self.width, self.towards)
        pixels.withUnsafeMutableBufferPointer { pixels in
            for row in rows {
                for column in columns {
                    let p = SIMD2(Float(column) + 0.5, Float(row) + 0.5) - part.a
                    let along = (p.x * way.x + p.y * way.y) * scale
                    let t = max(0, min(1, along))
                    let half = part.halfA + (part.halfB - part.halfA) * t
                    let off = p - way * t
                    let coverage: Float
                    var normal: SIMD2<Float>
                    var colour = lit
                    if part.isSlab {
                        // The distances across and along the centre line. The corners are rounded.
                        let across = length > 0 ? (p.x * -way.y + p.y * way.x) / length : 0
                        let dx = max(0, abs(across) - half)
                        let dy = max(0, -along, along - 1) * length
                        coverage = part.rounding + 0.5 - (dx * dx + dy * dy).squareRoot()
                        let side = across / max(half + part.rounding, 1e-3)
                        normal = length > 0 ? SIMD2(-way.y, way.x) * (side * 0.9 / length) : .zero
                        if part.pattern != .plain, Self.isTrim(part.pattern, side, along) { colour = trim }
                    } else {
                        let distance = (off.x * off.x + off.y * off.y).squareRoot()
                        coverage = half + 0.5 - distance
                        normal = off * (1 / max(half, 1e-3))
                    }
                    guard coverage > 0 else { continue }
                    let flat = min(1, normal.x * normal.x + normal.y * normal.y)
                    if flat >= 1 { normal *= 1 / max(1, (normal.x * normal.x + normal.y * normal.y).squareRoot()) }
                    let shine =
                        normal.x * towards.x + normal.y * towards.y + (1 - flat).squareRoot() * towards.z
                    let cover = min(1, coverage)
                    let i = row * width + column
                    var solid = colour.lit(by: 0.78 + 0.30 * shine)
                    solid.w = 1
                    pixels[i] += (solid - pixels[i]) * cover
                }
            }
        }
    }

    /// Returns whether a point on a shirt, -1 to 1 across and 0 to 1 down, has the second colour.
    private static func isTrim(_ pattern: Kit.Pattern, _ side: Float, _ down: Float) -> Bool {
        func odd(_ value: Float) -> Bool { Int(value.rounded(.down)) & 1 != 0 }
        return switch pattern {
        case .plain: false
        case .stripes: odd((side + 1) * 2.5)
        case .hoops: odd(down * 5)
        case .halves: side > 0
        }
    }

    private static func range(_ low: Float, _ high: Float, _ limit: Int) -> Range<Int> {
        let first = max(0, min(limit, Int(low)))
        return first..<max(first, min(limit, Int(high) + 1))
    }
}
