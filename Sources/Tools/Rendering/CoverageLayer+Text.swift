package import Geometry

extension CoverageLayer {
    /// Writes `text` with the upper left corner of its first capital at `origin`; `size` is a capital's height in pixels.
    ///
    /// `extra` widens the strokes on each side, for a dark edge drawn beneath light letters. A character without a glyph
    /// leaves a gap.
    package mutating func text(_ text: String, at origin: Point, size: Double, extra: Double = 0) {
        let stroke = max(1, size / 6.5)
        let scale = (size - stroke) / StrokeFont.gridHeight
        let advance = StrokeFont.advance * size / StrokeFont.gridHeight
        for (index, character) in text.uppercased().enumerated() {
            let corner = Point(origin.x + Double(index) * advance + stroke / 2, origin.y + stroke / 2)
            for points in StrokeFont.strokes(of: character) ?? [] {
                for (a, b) in zip(points, points.dropFirst()) {
                    line(from: corner + a * scale, to: corner + b * scale, thickness: stroke + 2 * extra)
                }
            }
        }
    }
}
