import Geometry
import Rendering

/// Creates a band of advertising boards with the project's own words in large letters on coloured fields.
enum BoardTexture {
    private static let words = [
        "SCORE VISION", "FAIR PLAY", "OPEN FOOTBALL", "EVERY FRAME COUNTS", "NINETY MINUTES", "KICK OFF", "CORNER CAFE",
        "NORTH STAND", "ONE TWO PASS", "GREEN GRASS", "EXTRA TIME", "THE BEAUTIFUL GAME",
    ]
    private static let fields: [(ground: UInt32, ink: UInt32)] = [
        (0x0B3FA8, 0xFFFFFF), (0xC8102E, 0xFFFFFF), (0x101317, 0xF2F2F2), (0xF4F5F6, 0x123C8C), (0xF7C600, 0x15181C),
        (0x0C6B3C, 0xFFFFFF), (0xE6007E, 0xFFFFFF), (0x3A3F46, 0xFFFFFF),
    ]

    /// Returns a texture of boards that repeats. `height` is in metres.
    static func make(height: Double, seed: UInt64, uniform: Bool) -> Texture {
        let texelsPerMetre = 26.0
        var random = RandomSource(seed: seed, stream: 31)
        let rows = Int(height * texelsPerMetre)
        let size = Double(rows) * 0.52
        var columns: [[Colour]] = []
        let one = random.index(below: fields.count)
        for _ in 0..<7 {
            let field = fields[uniform ? one : random.index(below: fields.count)]
            let word = random.pick(words)
            let length = StrokeFont.width(of: word, size: size)
            let width = Int(length + size * 2.4)
            var layer = CoverageLayer(width: width, height: rows)
            layer.text(word, at: Point(size * 1.2, (Double(rows) - size) / 2), size: size, extra: size * 0.035)
            let (ground, ink) = (Colour(hex: field.ground), Colour(hex: field.ink))
            for x in 0..<width {
                columns.append(
                    (0..<rows).map { y in
                        let edge = y == 0 || y == rows - 1 || x == 0
                        let colour = ground.mixed(with: ink, Float(layer.coverage[y * width + x]) / 255)
                        return colour.lit(by: edge ? 0.7 : 1)
                    })
            }
        }
        var texels: [Colour] = []
        // A wall's height grows upwards, the rows of a picture downwards.
        for y in (0..<rows).reversed() { texels += columns.map { $0[y] } }
        return Texture(
            width: columns.count, height: rows, texelsPerMetre: Float(texelsPerMetre), repeats: true, texels: texels)
    }
}
