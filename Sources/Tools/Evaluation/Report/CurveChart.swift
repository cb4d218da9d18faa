import Reports

/// A chart of curves over recall or another share, with both axes from 0 to 1, as inline SVG.
struct CurveChart {
    struct Curve {
        var name: String
        /// The points, with ascending x.
        var points: [(x: Double, y: Double)]
    }

    var xLabel: String
    var yLabel: String
    var curves: [Curve]

    private static let (left, top, width, height) = (46.0, 12.0, 380.0, 260.0)

    var svg: SVG {
        var svg = SVG(width: 600, height: 320, label: "\(yLabel) over \(xLabel)")
        for step in 0...5 {
            let share = Double(step) / 5
            let (x, y) = Self.place(share, share)
            let (right, bottom) = Self.place(1, 0)
            svg.line(from: (x, Self.top), to: (x, bottom), "rule")
            svg.line(from: (Self.left, y), to: (right, y), "rule")
            svg.text(share.text(decimals: 1), at: (x, bottom + 16), .middle, style: "soft")
            svg.text(share.text(decimals: 1), at: (Self.left - 6, y + 4), .end, style: "soft")
        }
        svg.text(xLabel, at: (Self.left + Self.width / 2, Self.top + Self.height + 38), .middle)
        svg.upright(yLabel, at: (12, Self.top + Self.height / 2))
        for (number, curve) in curves.enumerated() {
            let colour = number % 5 + 1
            svg.polyline(curve.points.map { Self.place($0.x, $0.y) }, "curve l\(colour)")
            let y = Self.top + 12 + Double(number) * 20
            svg.rectangle(x: 440, y: y - 9, width: 12, height: 10, "s\(colour)")
            svg.text(curve.name, at: (458, y))
        }
        return svg
    }

    private static func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (left + x * width, top + (1 - y) * height)
    }
}
