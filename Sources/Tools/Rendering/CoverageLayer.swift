import Media

/// The coverage of each pixel by one colour. Shapes are collected here and then painted onto a picture together.
///
/// Overlapping shapes of a layer form a union: the larger coverage counts, so that joints do not get darker. Painting
/// visits only the 16 x 16 tiles that a shape has touched, so its cost depends on what is drawn, not on the size of the
/// layer.
package struct CoverageLayer {
    static let tileSize = 16

    let width: Int
    let height: Int
    let tilesPerRow: Int
    /// The coverage, 0 to 255, row by row.
    package var coverage: [UInt8]
    var isTouched: [Bool]
    var touchedTiles: [Int] = []

    /// Creates an empty layer for a picture of a given size in pixels.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        tilesPerRow = (width + Self.tileSize - 1) / Self.tileSize
        coverage = [UInt8](repeating: 0, count: width * height)
        isTouched = [Bool](repeating: false, count: tilesPerRow * ((height + Self.tileSize - 1) / Self.tileSize))
    }
}

/// The only code that writes coverage. It uses unsafe buffers, because its loops run over rows that are already
/// clipped.
extension CoverageLayer {
    /// Raises the pixels in `from..<to` of row `y` to the coverage that `value` returns, 0 to 1, for the horizontal
    /// position of their centres.
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

    /// Returns the rows or columns that a shape from `low` to `high` can touch, clipped to `0..<limit`. The range is
    /// empty if there are none or if a bound is NaN.
    static func pixels(from low: Double, to high: Double, limit: Int) -> Range<Int> {
        guard low < Double(limit), high > 0, low <= high else { return 0..<0 }
        let first = Int(max(0, low.rounded(.down)))
        let last = Int(min(Double(limit), high.rounded(.up)))
        return first..<max(first, last)
    }
}
