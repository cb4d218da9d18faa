import Media

/// How much of each pixel one colour covers: shapes are collected here, then painted onto a picture in one go.
///
/// Shapes of one layer unite: where two overlap the larger coverage counts, so nothing gets darker at a joint. Only the
/// 16 x 16 tiles that a shape touched are visited when it is painted, so a layer costs what is drawn on it, not its size.
package struct CoverageLayer {
    static let tileSize = 16

    let width: Int
    let height: Int
    let tilesPerRow: Int
    /// 0 to 255, row by row.
    package var coverage: [UInt8]
    var isTouched: [Bool]
    var touchedTiles: [Int] = []

    /// Makes an empty layer for a picture of this size in pixels.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        tilesPerRow = (width + Self.tileSize - 1) / Self.tileSize
        coverage = [UInt8](repeating: 0, count: width * height)
        isTouched = [Bool](repeating: false, count: tilesPerRow * ((height + Self.tileSize - 1) / Self.tileSize))
    }
}

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
