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

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        tilesPerRow = (width + Self.tileSize - 1) / Self.tileSize
        coverage = [UInt8](repeating: 0, count: width * height)
        isTouched = [Bool](repeating: false, count: tilesPerRow * ((height + Self.tileSize - 1) / Self.tileSize))
    }
}
