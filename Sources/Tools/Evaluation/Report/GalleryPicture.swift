public import Geometry
public import Observations
import Reports

/// A picture for the page's gallery, with marks that the page draws on it.
public struct GalleryPicture: Hashable, Sendable {
    /// Something drawn on the picture.
    public enum Mark: Hashable, Sendable {
        /// A true object that was not found.
        case missed(Detection)
        /// A detection without a true object.
        case wrong(Detection)
        /// A vertex of the pitch, 0 to 31, with its labelled and its found position; `nil` if it is not labelled or not
        /// found.
        case vertex(Int, truth: Point?, found: Point?)
    }

    /// The caption below the picture.
    public var caption: String
    /// The picture as `data:image/...;base64,...`. The page omits anything else, because it loads nothing from other
    /// hosts.
    public var dataURI: String
    /// The frame's width in pixels, to which the marks refer. The picture itself may be smaller.
    public var width: Int
    /// The frame's height in pixels.
    public var height: Int
    var marks: [Mark]

    /// Creates a picture with marks.
    public init(caption: String, dataURI: String, width: Int, height: Int, marks: [Mark] = []) {
        self.caption = caption
        self.dataURI = dataURI
        self.width = width
        self.height = height
        self.marks = marks
    }

    /// Creates a picture with a frame's missed and wrong objects.
    public init(_ misses: FrameMisses, dataURI: String) {
        self.init(
            caption: "\(misses.frame.caption): \(misses.missed.count) missed, \(misses.wrong.count) wrong",
            dataURI: dataURI, width: misses.frame.width, height: misses.frame.height,
            marks: misses.wrong.map { .wrong($0) } + misses.missed.map { .missed($0) })
    }

    /// Creates a picture with a frame's labelled and found keypoints.
    public init(_ misses: PitchMisses, dataURI: String) {
        let error = misses.error.map { "\($0.text(decimals: 2)) m error" } ?? "no view of the pitch"
        self.init(
            caption: "\(misses.frame.caption): \(error)", dataURI: dataURI, width: misses.frame.width,
            height: misses.frame.height,
            marks: misses.truth.indices.compactMap { vertex in
                let truth = misses.truth[vertex]
                let found = vertex < misses.found.count ? misses.found[vertex] : .absent
                guard truth.isPresent || found.isPresent else { return nil }
                return .vertex(
                    vertex, truth: truth.isPresent ? truth.point : nil, found: found.isPresent ? found.point : nil)
            })
    }
}

extension GalleryPicture {
    /// The picture and its marks as SVG, in pixels of the frame.
    var svg: SVG {
        var svg = SVG(width: Double(width), height: Double(height), label: caption)
        svg.picture(dataURI: dataURI)
        for mark in marks { draw(mark, on: &svg) }
        return svg
    }

    /// The unit of line widths and letters, which keeps them small at any frame size.
    private var unit: Double { Double(max(width, 1)) / 640 }

    private func draw(_ mark: Mark, on svg: inout SVG) {
        switch mark {
        case .missed(let object):
            let place = Point(object.box.x1, object.box.y1 - 3 * unit)
            draw(object.box, style: "missed", label: object.objectClass.name, at: place, on: &svg)
        case .wrong(let object):
            let label = "\(object.objectClass.name) \(object.confidence.text(decimals: 2))"
            // The label is placed below the box, because a missed object of another class is often in the same place.
            let place = Point(object.box.x1, object.box.y2 + 9 * unit)
            draw(object.box, style: "wrong", label: label, at: place, on: &svg)
        case .vertex(let vertex, let truth, let found):
            let name = (truth ?? found ?? .zero) + Point(6 * unit, -4 * unit)
            svg.group(tip: "keypoint \(vertex + 1)") { svg in
                if let truth, let found { svg.line(from: (truth.x, truth.y), to: (found.x, found.y), "apart") }
                if let truth { svg.circle((truth.x, truth.y), radius: 4 * unit, "missed") }
                if let found { svg.circle((found.x, found.y), radius: 1.6 * unit, "found") }
                svg.text("\(vertex + 1)", at: (name.x, name.y), size: 9 * unit)
            }
        }
    }

    private func draw(_ box: Box, style: String, label: String, at place: Point, on svg: inout SVG) {
        svg.group(tip: label) { svg in
            svg.rectangle(x: box.x1, y: box.y1, width: box.width, height: box.height, style)
            svg.text(label, at: (place.x, place.y), size: 9 * unit)
        }
    }
}
