/// Creates rows of seats with spectators: shirts, heads, empty seats, and stairs between the blocks.
enum CrowdTexture {
    /// The distances between seats and between rows, in metres.
    private static let seat = 0.52
    private static let rowDepth = 0.8
    private static let texelsPerMetre = 14.0

    /// Returns the texture. `attendance` is from 0 to 1; about one third of the spectators wear `fanColours`.
    static func make(attendance: Double, seats: Colour, fanColours: [Colour], seed: UInt64) -> Texture {
        var random = RandomSource(seed: seed, stream: 21)
        let noise = ValueNoise(seed: seed, stream: 22)
        let columns = 84
        let rows = 20
        let width = Int(Double(columns) * seat * texelsPerMetre)
        let height = Int(Double(rows) * rowDepth * texelsPerMetre)
        var texels = [Colour](repeating: Colour(0.34, 0.34, 0.35, 1), count: width * height)
        func fill(_ cx: Double, _ cy: Double, _ rx: Double, _ ry: Double, _ colour: Colour) {
            let x0 = max(0, Int((cx - rx) * texelsPerMetre))
            let y0 = max(0, Int((cy - ry) * texelsPerMetre))
            for y in y0..<max(y0, min(height, Int((cy + ry) * texelsPerMetre) + 1)) {
                for x in x0..<max(x0, min(width, Int((cx + rx) * texelsPerMetre) + 1)) {
                    let dx = ((Double(x) + 0.5) / texelsPerMetre - cx) / rx
                    let dy = ((Double(y) + 0.5) / texelsPerMetre - cy) / ry
                    if dx * dx + dy * dy <= 1 { texels[y * width + x] = colour }
                }
            }
        }
        // Drawn from the top row down, so that spectators in front hide those behind. Texture rows grow up the slope.
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in 0..<columns {
                if column % 21 < 2 { continue }  // stairs
                let x = (Double(column) + 0.5) * seat
                let y = Double(row) * rowDepth
                fill(x, y + 0.28, 0.23, 0.24, seats.lit(by: Float(random.uniform(0.8...1.05))))
                let local = Double(noise.value(Float(column) * 0.17, Float(row) * 0.3)) * 0.35
                guard random.chance(attendance + local * (attendance < 0.97 ? 1 : 0.2)) else { continue }
                let lift = random.uniform(-0.05...0.12)
                fill(x, y + 0.36 + lift, 0.24, 0.30, shirt(fanColours, &random))
                let skin = random.pick(Complexion.skins).lit(by: Float(random.uniform(0.75...1)))
                fill(x + random.uniform(-0.05...0.05), y + 0.72 + lift, 0.115, 0.14, skin)
                if random.chance(0.7) { fill(x, y + 0.80 + lift, 0.11, 0.08, random.pick(Complexion.hairs)) }
            }
        }
        return Texture(
            width: width, height: height, texelsPerMetre: Float(texelsPerMetre), repeats: true, texels: texels)
    }

    private static func shirt(_ fanColours: [Colour], _ random: inout RandomSource) -> Colour {
        if random.chance(0.3) { return random.pick(fanColours).lit(by: Float(random.uniform(0.7...1))) }
        if random.chance(0.66) {
            // Coats are dark, with a little colour.
            let grey = Float(random.uniform(0.10...0.42))
            return Colour(
                grey * Float(random.uniform(0.85...1.1)), grey, grey * Float(random.uniform(0.9...1.25)), 1)
        }
        return Colour(
            Float(random.uniform(0.45...0.95)), Float(random.uniform(0.4...0.85)), Float(random.uniform(0.4...0.85)), 1)
    }
}
