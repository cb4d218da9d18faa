/// A surface that shows a texture from its own origin on, under one light.
struct TextureSurface: Surface {
    let texture: Texture
    let light: Colour

    func shade(_ run: SurfaceRun, into row: UnsafeMutableBufferPointer<Colour>) {
        TextureSampler.with(texture, footprint: run.footprint) { sampler in
            run.forEach { i, u, v in row[i] = sampler.colour(u, v).lit(by: light) }
        }
    }
}
