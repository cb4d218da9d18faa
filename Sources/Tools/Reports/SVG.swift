/// A drawing as inline SVG, shape by shape.
///
/// A shape's `style` names classes of the page's style sheet. Texts are escaped; coordinates have one decimal.
package struct SVG: Sendable {
    private var shapes = ""
    private let width: Double
    private let height: Double
    private let label: String

    /// Starts a drawing of `width` x `height` units that fills the width it gets.
    /// - Parameters:
    ///   - width: in units of the drawing.
    ///   - height: in units of the drawing.
    ///   - label: what a screen reader says.
    package init(width: Double, height: Double, label: String) {
        self.width = width
        self.height = height
        self.label = label
    }

    /// The finished drawing.
    var markup: String {
        "<svg viewBox=\"0 0 \(width.text(decimals: 0)) \(height.text(decimals: 0))\" role=\"img\" "
            + "aria-label=\"\(Self.escaped(label))\">\n" + shapes + "</svg>\n"
    }

    /// Draws what `body` adds as one group, with a text that appears under the pointer.
    package mutating func group(tip: String, _ body: (inout SVG) -> Void) {
        shapes += "<g><title>\(Self.escaped(tip))</title>"
        body(&self)
        shapes += "</g>\n"
    }

    /// Draws a straight line.
    package mutating func line(from: (x: Double, y: Double), to: (x: Double, y: Double), _ style: String) {
        add("line", style, [("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)])
    }

    /// Draws a line through points.
    package mutating func polyline(_ points: [(x: Double, y: Double)], _ style: String) {
        var last = ""
        var places: [String] = []
        // At most one point for each whole unit across, so that a long curve stays a small page.
        for point in points {
            let text = "\(point.x.text(decimals: 0)),\(point.y.text(decimals: 1))"
            if text != last { places.append(text) }
            last = text
        }
        shapes += "<polyline class=\"\(style)\" points=\"\(places.joined(separator: " "))\"/>\n"
    }

    /// Draws a rectangle from its upper left corner. `fill` is a colour; nil takes the style's.
    package mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, _ style: String, fill: String? = nil
    ) {
        let fill = fill.map { " fill=\"\($0)\"" } ?? ""
        add("rect", style, [("x", x), ("y", y), ("width", max(width, 0)), ("height", max(height, 0))], fill)
    }

    /// Draws a circle.
    package mutating func circle(
        _ centre: (x: Double, y: Double), radius: Double, _ style: String, opacity: Double = 1
    ) {
        let opacity = opacity < 1 ? " fill-opacity=\"\(opacity.text(decimals: 2))\"" : ""
        add("circle", style, [("cx", centre.x), ("cy", centre.y), ("r", radius)], opacity)
    }

    /// Where a text's place lies in the text.
    package enum Anchor: String, Sendable {
        /// At its start.
        case start
        /// In its middle.
        case middle
        /// At its end.
        case end
    }

    /// Writes a text. `size` and `colour` stand above the style's.
    package mutating func text(
        _ text: String, at place: (x: Double, y: Double), _ anchor: Anchor = .start, style: String = "",
        size: Double? = nil, colour: String? = nil
    ) {
        let rules = [size.map { "font-size: \($0.text(decimals: 1))px" }, colour.map { "fill: \($0)" }]
            .compactMap(\.self).joined(separator: "; ")
        shapes += "<text class=\"\(style)\" x=\"\(place.x.text(decimals: 1))\" y=\"\(place.y.text(decimals: 1))\" "
        shapes += "text-anchor=\"\(anchor.rawValue)\"\(rules.isEmpty ? "" : " style=\"\(rules)\"")>"
        shapes += Self.escaped(text) + "</text>\n"
    }

    /// Writes a text upwards, with its middle at a place.
    package mutating func upright(_ text: String, at place: (x: Double, y: Double)) {
        let (x, y) = (place.x.text(decimals: 0), place.y.text(decimals: 0))
        shapes += "<text transform=\"translate(\(x) \(y)) rotate(-90)\" "
        shapes += "text-anchor=\"middle\">\(Self.escaped(text))</text>\n"
    }

    /// Shows a picture over the whole drawing. `dataURI` is `data:image/...`; any other address is left out.
    package mutating func picture(dataURI: String) {
        guard dataURI.hasPrefix("data:image/") else { return }
        shapes += "<image width=\"\(width.text(decimals: 0))\" height=\"\(height.text(decimals: 0))\" "
        shapes += "href=\"\(Self.escaped(dataURI))\"/>\n"
    }

    private mutating func add(
        _ element: String, _ style: String, _ places: [(String, Double)], _ rest: String = ""
    ) {
        let places = places.map { "\($0)=\"\($1.text(decimals: 1))\"" }.joined(separator: " ")
        shapes += "<\(element) class=\"\(style)\" \(places)\(rest)/>\n"
    }

    /// Replaces the characters that mean something in XML.
    private static func escaped(_ text: String) -> String {
        let names: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
        return text.reduce(into: "") { $0 += names[$1] ?? String($1) }
    }
}
