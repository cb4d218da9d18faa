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
        let x = max(-1e6, min(1e6, u * scaleX - 0.5))
        let y = max(-1e6, min(1e6, v * scaleY - 0.5))
        let fx = x.rounded(.down)
        let fy = y.rounded(.down)
        let (x0, x1) = neighbours(Int(fx), width)
        let (y0, y1) = neighbours(Int(fy), height)
        let top = texels[y0 * width + x0].mixed(with: texels[y0 * width + x1], x - fx)
        let bottom = texels[y1 * width + x0].mixed(with: texels[y1 * width + x1], x - fx)
        return top.mixed(with: bottom, y - fy)
    }

    @inline(__always)
    private func neighbours(_ i: Int, _ count: Int) -> (Int, Int) {
        guard repeats else { return (max(0, min(count - 1, i)), max(0, min(count - 1, i + 1))) }
        var a = i % count
        if a < 0 { a += count }
        return (a, a + 1 == count ? 0 : a + 1)
    }
}
