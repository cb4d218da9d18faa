/// A drawing as inline SVG, built shape by shape.
///
/// The `style` of a shape contains classes of the page's style sheet. Texts are escaped, and coordinates have one
/// decimal.
package struct SVG: Sendable {
    private var shapes = ""
    private let width: Double
    private let height: Double
    private let label: String

    /// Starts a drawing of `width` x `height` units that is scaled to the available width.
    ///
    /// - Parameters:
    ///   - width: The width in units of the drawing.
    ///   - height: The height in units of the drawing.
    ///   - label: The description for screen readers.
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

    /// Draws everything that `body` adds as a group, with a tooltip.
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
        // At most one point per horizontal unit, so that a long curve does not make the page large.
        for point in points {
            let text = "\(point.x.text(decimals: 0)),\(point.y.text(decimals: 1))"
            if text != last { places.append(text) }
            last = text
        }
        shapes += "<polyline class=\"\(style)\" points=\"\(places.joined(separator: " "))\"/>\n"
    }

    /// Draws a rectangle from its upper left corner. `fill` is a colour; `nil` uses the style's.
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

    /// The part of a text that lies at its position.
    package enum Anchor: String, Sendable {
        /// The start of the text.
        case start
        /// The middle of the text.
        case middle
        /// The end of the text.
        case end
    }

    /// Writes a text. `size` and `colour` override the style's.
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

    /// Writes a text that runs upwards, with its middle at a position.
    package mutating func upright(_ text: String, at place: (x: Double, y: Double)) {
        let (x, y) = (place.x.text(decimals: 0), place.y.text(decimals: 0))
        shapes += "<text transform=\"translate(\(x) \(y)) rotate(-90)\" "
        shapes += "text-anchor=\"middle\">\(Self.escaped(text))</text>\n"
    }

    /// Shows a picture over the whole drawing. `dataURI` must be `data:image/...`; any other URL is ignored.
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

    /// Escapes the characters that have a meaning in XML.
    private static func escaped(_ text: String) -> String {
        let names: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
        return text.reduce(into: "") { $0 += names[$1] ?? String($1) }
    }
}
