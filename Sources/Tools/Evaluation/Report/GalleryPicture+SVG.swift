import Geometry
import Observations

extension GalleryPicture {
    /// The picture with its marks as inline SVG, in pixels of the frame.
    var svg: String {
        let caption = HTMLText.escaped(caption)
        var svg = "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(caption)\">\n"
        svg += "<image width=\"\(width)\" height=\"\(height)\" href=\"\(HTMLText.escaped(dataURI))\"/>\n"
        for mark in marks { svg += markup(of: mark) }
        return svg + "</svg>\n"
    }

    /// Thin lines and small letters, whatever the frame's size.
    private var unit: Double { Double(max(width, 1)) / 640 }

    private func markup(of mark: Mark) -> String {
        switch mark {
        case .missed(let object):
            let place = Point(object.box.x1, object.box.y1 - 3 * unit)
            return box(object.box, style: "missed", label: object.objectClass.name, at: place)
        case .wrong(let object):
            let label = "\(object.objectClass.name) \(object.confidence.text(decimals: 2))"
            // Below, since a missed object of another class often has the same place.
            return box(object.box, style: "wrong", label: label, at: Point(object.box.x1, object.box.y2 + 9 * unit))
        case .vertex(let vertex, let truth, let found):
            var markup = ""
            if let truth, let found {
                markup += "<line class=\"apart\" \(place("x1", "y1", truth)) \(place("x2", "y2", found))/>"
            }
            if let truth { markup += circle(truth, radius: 4, style: "missed") }
            if let found { markup += circle(found, radius: 1.6, style: "found") }
            let name = truth ?? found ?? .zero
            return "<g>" + markup + text("\(vertex + 1)", at: name + Point(6 * unit, -4 * unit)) + "</g>\n"
        }
    }

    private func box(_ box: Box, style: String, label: String, at place: Point) -> String {
        let sides = [("x", box.x1), ("y", box.y1), ("width", max(box.width, 0)), ("height", max(box.height, 0))]
            .map { "\($0)=\"\($1.text(decimals: 1))\"" }.joined(separator: " ")
        return "<g><title>\(label)</title><rect class=\"\(style)\" \(sides)/>"
            + text(label, at: place) + "</g>\n"
    }

    private func circle(_ centre: Point, radius: Double, style: String) -> String {
        "<circle class=\"\(style)\" \(place("cx", "cy", centre)) r=\"\((radius * unit).text(decimals: 1))\"/>"
    }

    private func text(_ label: String, at point: Point) -> String {
        "<text \(place("x", "y", point)) style=\"font-size: \((9 * unit).text(decimals: 1))px\">"
            + HTMLText.escaped(label) + "</text>"
    }

    private func place(_ x: String, _ y: String, _ point: Point) -> String {
        "\(x)=\"\(point.x.text(decimals: 1))\" \(y)=\"\(point.y.text(decimals: 1))\""
    }
}
