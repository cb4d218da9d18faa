/// Curves over recall or another share, 0 to 1 both ways, as inline SVG.
struct CurveChart {
    struct Curve {
        var name: String
        /// x ascending.
        var points: [(x: Double, y: Double)]
    }

    var xLabel: String
    var yLabel: String
    var curves: [Curve]

    /// Distinct without red against green.
    private static let colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#555555"]
    private static let (left, top, width, height) = (46.0, 12.0, 380.0, 260.0)

    var svg: String {
        var svg = "<svg viewBox=\"0 0 600 320\" role=\"img\" aria-label=\"\(yLabel) over \(xLabel)\">\n"
        for step in 0...5 {
            let share = Double(step) / 5
            let (x, y) = Self.place(share, share)
            let (right, bottom) = Self.place(1, 0)
            svg += line(x, Self.top, x, bottom) + line(Self.left, y, right, y)
            svg += label(x, bottom + 16, "middle", share.text(decimals: 1))
            svg += label(Self.left - 6, y + 4, "end", share.text(decimals: 1))
        }
        svg += label(Self.left + Self.width / 2, Self.top + Self.height + 38, "middle", xLabel)
        svg += "<text transform=\"translate(12 \((Self.top + Self.height / 2).text(decimals: 0))) rotate(-90)\" "
        svg += "text-anchor=\"middle\">\(HTMLText.escaped(yLabel))</text>\n"
        for (number, curve) in curves.enumerated() {
            let colour = Self.colours[number % Self.colours.count]
            svg += "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\" points=\"\(path(curve))\"/>\n"
            let y = Self.top + 12 + Double(number) * 20
            svg += "<rect x=\"440\" y=\"\((y - 9).text(decimals: 0))\" width=\"12\" height=\"10\" fill=\"\(colour)\"/>"
            svg += label(458, y, "start", curve.name)
        }
        return svg + "</svg>\n"
    }

    private static func place(_ x: Double, _ y: Double) -> (Double, Double) {
        (left + x * width, top + (1 - y) * height)
    }

    /// At most one point a pixel, so that a long curve stays a small page.
    private func path(_ curve: Curve) -> String {
        var last = ""
        var points: [String] = []
        for point in curve.points {
            let (x, y) = Self.place(point.x, point.y)
            let text = "\(x.text(decimals: 0)),\(y.text(decimals: 1))"
            if text != last { points.append(text) }
            last = text
        }
        return points.joined(separator: " ")
    }

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
        let ends = [x1, y1, x2, y2].map { $0.text(decimals: 1) }
        return "<line class=\"grid\" x1=\"\(ends[0])\" y1=\"\(ends[1])\" x2=\"\(ends[2])\" y2=\"\(ends[3])\"/>\n"
    }

    private func label(_ x: Double, _ y: Double, _ anchor: String, _ text: String) -> String {
        "<text x=\"\(x.text(decimals: 1))\" y=\"\(y.text(decimals: 1))\" text-anchor=\"\(anchor)\">"
            + HTMLText.escaped(text) + "</text>\n"
    }
}
