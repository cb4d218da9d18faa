import Reports

/// A figure over the picture's area as inline SVG. The larger a cell's mean, the darker its colour; empty cells have
/// none.
struct HeatMap {
    var name: String
    var grid: PictureGrid
    /// The mean that gets the darkest colour.
    var maximum: Double
    var decimals: Int

    /// The side of a cell, in units of the drawing.
    private static let side = 40.0

    var svg: SVG {
        let (width, height) = (Double(grid.columns) * Self.side, Double(grid.rows) * Self.side)
        var svg = SVG(width: width, height: height, label: name)
        svg.rectangle(x: 0, y: 0, width: width, height: height, "frame")
        for row in 0..<grid.rows {
            for column in 0..<grid.columns {
                let mean = grid.mean(column: column, row: row)
                if !mean.isNaN { draw(mean, column: column, row: row, on: &svg) }
            }
        }
        return svg
    }

    private func draw(_ mean: Double, column: Int, row: Int, on svg: inout SVG) {
        let strength = maximum > 0 ? min(max(mean / maximum, 0), 1) : 0
        let (x, y) = (Double(column) * Self.side, Double(row) * Self.side)
        let text = mean.text(decimals: decimals)
        svg.group(tip: "\(text) (of \(grid.counts[row * grid.columns + column]))") { svg in
            svg.rectangle(x: x, y: y, width: Self.side, height: Self.side, "", fill: Self.colour(strength))
            svg.text(
                text, at: (x + Self.side / 2, y + Self.side / 2 + 4), .middle,
                colour: strength > 0.6 ? "#fff" : "#222")
        }
    }

    /// Returns a colour between light yellow (0) and dark red (1).
    private static func colour(_ strength: Double) -> String {
        let (from, to) = ([255.0, 247, 222], [128.0, 12, 30])
        let channels = zip(from, to).map { Int(($0 + ($1 - $0) * strength).rounded()) }
        return "rgb(\(channels[0]),\(channels[1]),\(channels[2]))"
    }
}
