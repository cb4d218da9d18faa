/// Reads one level of a texture between its texels. Unsafe: it borrows the texels, and every index is brought inside.
struct TextureSampler {
    private let texels: UnsafeBufferPointer<Colour>
    private let width: Int
    private let height: Int
    private let scaleX: Float
    private let scaleY: Float
    private let repeats: Bool

    /// Lends a sampler of the level for `footprint` (metres a pixel) to `body`.
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

    /// The colour at a place in metres, bilinear.
    @inline(__always)
    func colour(_ u: Float, _ v: Float) -> Colour {
        let (x0, x1, fx) = neighbours(u * scaleX - 0.5, width)
        let (y0, y1, fy) = neighbours(v * scaleY - 0.5, height)
        let top = texels[y0 * width + x0].mixed(with: texels[y0 * width + x1], fx)
        let bottom = texels[y1 * width + x0].mixed(with: texels[y1 * width + x1], fx)
        return top.mixed(with: bottom, fy)
    }

    /// The texels before and after a place, and how far between them it lies.
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

    /// Without the C library's call, which the oldest processors need for rounding.
    @inline(__always)
    private static func floor(_ value: Float) -> Int {
        let whole = Int(value)
        return Float(whole) > value ? whole - 1 : whole
    }
}
