/// A picture on a plane, at half the size again and again, so that what is far away is neither coarse nor flickering.
struct Texture: Sendable {
    struct Level: Sendable {
        let width: Int
        let height: Int
        let texels: [Colour]
    }

    let levels: [Level]
    /// Of the largest level.
    let texelsPerMetre: Float
    /// Whether it repeats; otherwise its edge goes on for ever.
    let repeats: Bool

    /// `texels` row by row.
    init(width: Int, height: Int, texelsPerMetre: Float, repeats: Bool, texels: [Colour]) {
        self.texelsPerMetre = texelsPerMetre
        self.repeats = repeats
        var levels = [Level(width: width, height: height, texels: texels)]
        while let last = levels.last, last.width > 4, last.height > 4, levels.count < 7 {
            levels.append(Self.halved(last))
        }
        self.levels = levels
    }

    /// The level whose texels are about as large as a pixel that covers `footprint` metres.
    func level(footprint: Float) -> Int {
        var level = 0
        var size = 1 / texelsPerMetre
        // Slightly sharper than a pixel: a camera's picture is.
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
