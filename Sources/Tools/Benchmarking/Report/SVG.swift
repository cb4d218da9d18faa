import Evaluation

/// Shapes as SVG writes them.
enum SVG {
    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String) -> String {
        let ends = [x1, y1, x2, y2].map { $0.text(decimals: 1) }
        return "<line class=\"\(name)\" x1=\"\(ends[0])\" y1=\"\(ends[1])\" x2=\"\(ends[2])\" y2=\"\(ends[3])\"/>\n"
    }

    static func text(_ x: Double, _ y: Double, _ text: String, anchor: String, _ name: String = "") -> String {
        "<text class=\"\(name)\" x=\"\(x.text(decimals: 1))\" y=\"\(y.text(decimals: 1))\" text-anchor=\"\(anchor)\">"
            + HTMLText.escaped(text) + "</text>\n"
    }

    static func circle(_ x: Double, _ y: Double, radius: Double, _ name: String, opacity: Double = 1) -> String {
        let place = [x, y, radius].map { $0.text(decimals: 1) }
        return "<circle class=\"\(name)\" cx=\"\(place[0])\" cy=\"\(place[1])\" r=\"\(place[2])\" "
            + "fill-opacity=\"\(opacity.text(decimals: 2))\"/>"
    }

    static func rectangle(x: Double, y: Double, width: Double, height: Double, _ name: String) -> String {
        let place = [x, y, width, height].map { $0.text(decimals: 1) }
        return
            "<rect class=\"\(name)\" x=\"\(place[0])\" y=\"\(place[1])\" width=\"\(place[2])\" height=\"\(place[3])\"/>"
    }
}
