/// The one place that writes coverage. Unsafe buffers: the loops run over rows already clipped to the layer.
extension CoverageLayer {
    /// Raises the pixels of row `y` from `from` up to, not including, `to` to what `value` gives, 0 to 1, at the
    /// horizontal position of their centres.
    @inline(__always)
    mutating func raise(row y: Int, from: Int, to: Int, _ value: (Float) -> Float) {
        let from = max(from, 0)
        let to = min(to, width)
        guard y >= 0, y < height, from < to else { return }
        let start = y * width
        coverage.withUnsafeMutableBufferPointer { pixels in
            for x in from..<to {
                let level = UInt8(max(0, min(1, value(Float(x) + 0.5))) * 255 + 0.5)
                if level > pixels[start + x] { pixels[start + x] = level }
            }
        }
        let tileRow = (y / Self.tileSize) * tilesPerRow
        for tile in (tileRow + from / Self.tileSize)...(tileRow + (to - 1) / Self.tileSize) where !isTouched[tile] {
            isTouched[tile] = true
            touchedTiles.append(tile)
        }
    }

    /// The rows, or columns, that a shape from `low` to `high` can touch, clipped to `0..<limit`; empty if none or if
    /// the shape is not a number.
    static func pixels(from low: Double, to high: Double, limit: Int) -> Range<Int> {
        guard low < Double(limit), high > 0, low <= high else { return 0..<0 }
        let first = Int(max(0, low.rounded(.down)))
        let last = Int(min(Double(limit), high.rounded(.up)))
        return first..<max(first, last)
    }
}
