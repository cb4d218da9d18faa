/// A picture on a plane with a pyramid of levels, each half the size of the last, so that distant parts neither alias
/// nor flicker.
struct Texture: Sendable {
    struct Level: Sendable {
        let width: Int
        let height: Int
        let texels: [Colour]
    }

    let levels: [Level]
    /// The resolution of the largest level.
    let texelsPerMetre: Float
    /// Whether the texture repeats. Otherwise its edge pixels extend indefinitely.
    let repeats: Bool

    /// Creates a texture from texels in row order.
    init(width: Int, height: Int, texelsPerMetre: Float, repeats: Bool, texels: [Colour]) {
        self.texelsPerMetre = texelsPerMetre
        self.repeats = repeats
        var levels = [Level(width: width, height: height, texels: texels)]
        while let last = levels.last, last.width > 4, last.height > 4, levels.count < 7 {
            levels.append(Self.halved(last))
        }
        self.levels = levels
    }

    /// Returns the level whose texels are about as large as a pixel that covers `footprint` metres.
    func level(footprint: Float) -> Int {
        var level = 0
        var size = 1 / texelsPerMetre
        // Slightly sharper than a pixel, like the picture of a camera.
        while level + 1 < levels.count, size * 1.6 < footprint {
            size *= 2
            level += 1
        }
        return level
    }

    private static func halved(_ level: Level) -> Level {
        let width = level.width / 2
        let height = level.height / 2
        let texels = level.texels.withUnsafeBufferPointer { source in
            [Colour](unsafeUninitializedCapacity: width * height) { target, count in
                for y in 0..<height {
                    for x in 0..<width {
                        let i = 2 * y * level.width + 2 * x
                        let sum = source[i] + source[i + 1] + source[i + level.width] + source[i + level.width + 1]
                        target.initializeElement(at: y * width + x, to: sum * 0.25)
                    }
                }
                count = width * height
            }
        }
        return Level(width: width, height: height, texels: texels)
    }
}

/// Samples one level of a texture with interpolation. Unsafe: it borrows the texels; every index is clamped to their
/// range.
struct TextureSampler {
    private let texels: UnsafeBufferPointer<Colour>
    private let width: Int
    private let height: Int
    private let scaleX: Float
    private let scaleY: Float
    private let repeats: Bool

    /// Calls `body` with a sampler of the level for `footprint`, in metres per pixel. The sampler is valid only during
    /// the call.
    static func with(_ texture: Texture, footprint: Float, _ body: (TextureSampler) -> Void) {
        let index = texture.level(footprint: footprint)
        let level = texture.levels[index]
        let top = texture.levels[0]
        level.texels.withUnsafeBufferPointer { texels in
            body(
                TextureSampler(
                    texels: texels, width: level.width, height: level.height,
                    scaleX: texture.texelsPerMetre * Float(level.width) / Float(top.width),
                    scaleY: texture.texelsPerMetre * Float(level.height) / Float(top.height),
                    repeats: texture.repeats))
        }
    }

    /// Returns the bilinearly interpolated colour at a position in metres.
    @inline(__always)
    func colour(_ u: Float, _ v: Float) -> Colour {
        let (x0, x1, fx) = neighbours(u * scaleX - 0.5, width)
        let (y0, y1, fy) = neighbours(v * scaleY - 0.5, height)
        let top = texels[y0 * width + x0].mixed(with: texels[y0 * width + x1], fx)
        let bottom = texels[y1 * width + x0].mixed(with: texels[y1 * width + x1], fx)
        return top.mixed(with: bottom, fy)
    }

    /// Returns the texels before and after a position, and the fraction between them.
    @inline(__always)
    private func neighbours(_ place: Float, _ count: Int) -> (Int, Int, Float) {
        let place = max(-1e6, min(1e6, place))
        guard repeats else {
            let i = Self.floor(place)
            return (max(0, min(count - 1, i)), max(0, min(count - 1, i + 1)), place - Float(i))
        }
        let tile = Self.floor(place / Float(count))
        let inside = max(0, place - Float(tile * count))
        let i = min(count - 1, Int(inside))
        return (i, i + 1 == count ? 0 : i + 1, inside - Float(i))
    }

    /// Rounds down without a call of the C library, which the oldest processors would need.
    @inline(__always)
    private static func floor(_ value: Float) -> Int {
        let whole = Int(value)
        return Float(whole) > value ? whole - 1 : whole
    }
}

/// A surface that shows a texture from its origin, under uniform light.
struct TextureSurface: Surface {
    let texture: Texture
    let light: Colour

    func shade(_ run: SurfaceRun, into row: UnsafeMutableBufferPointer<Colour>) {
        TextureSampler.with(texture, footprint: run.footprint) { sampler in
            run.forEach { i, u, v in row[i] = sampler.colour(u, v).lit(by: light) }
        }
    }
}
