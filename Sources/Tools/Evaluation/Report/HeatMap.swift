/// A figure over the picture's area as inline SVG: the darker a cell, the greater its mean. Empty cells stay white.
struct HeatMap {
    var name: String
    var grid: PictureGrid
    /// What is darkest.
    var maximum: Double
    var decimals: Int

    /// Of a cell, in units of the picture.
    private static let side = 40

    var svg: String {
        var svg = "<svg viewBox=\"0 0 \(grid.columns * Self.side) \(grid.rows * Self.side)\" role=\"img\" "
        svg += "aria-label=\"\(HTMLText.escaped(name))\">\n"
        svg += "<rect class=\"frame\" width=\"100%\" height=\"100%\"/>\n"
        for row in 0..<grid.rows {
            for column in 0..<grid.columns {
                let mean = grid.mean(column: column, row: row)
                guard !mean.isNaN else { continue }
                svg += square(column: column, row: row, mean: mean)
            }
        }
        return svg + "</svg>\n"
    }

    private func square(column: Int, row: Int, mean: Double) -> String {
        let strength = maximum > 0 ? min(max(mean / maximum, 0), 1) : 0
        let (x, y) = (column * Self.side, row * Self.side)
        let count = grid.counts[row * grid.columns + column]
        let tip = "\(mean.text(decimals: decimals)) (of \(count))"
        let ink = strength > 0.6 ? "#fff" : "#222"
        return "<g><title>\(tip)</title>"
            + "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(Self.side)\" height=\"\(Self.side)\" "
            + "fill=\"\(Self.colour(strength))\"/>"
            + "<text x=\"\(x + Self.side / 2)\" y=\"\(y + Self.side / 2 + 4)\" style=\"fill: \(ink)\" "
            + "text-anchor=\"middle\">\(mean.text(decimals: decimals))</text></g>\n"
    }

    /// From a light yellow to a dark red.
    private static func colour(_ strength: Double) -> String {
        let (from, to) = ([255.0, 247, 222], [128.0, 12, 30])
        let channels = zip(from, to).map { Int(($0 + ($1 - $0) * strength).rounded()) }
        return "rgb(\(channels[0]),\(channels[1]),\(channels[2]))"
    }
}
