public import Geometry
public import Observations
import Reports

/// A picture for the page's gallery, made by whoever has the frames, with marks that the page draws on it.
public struct GalleryPicture: Hashable, Sendable {
    /// Something drawn on the picture.
    public enum Mark: Hashable, Sendable {
        /// A true object that nothing found.
        case missed(Detection)
        /// Something found where no such object is.
        case wrong(Detection)
        /// A vertex of the pitch, 0 to 31, where it is and where it was found; nil where it isn't, or wasn't.
        case vertex(Int, truth: Point?, found: Point?)
    }

    /// The line below the picture.
    public var caption: String
    /// The picture as `data:image/...;base64,...`. Anything else is left out of the page, which asks no other host.
    public var dataURI: String
    /// Pixels of the frame, in which the marks are; the picture itself may be smaller.
    public var width: Int
    /// The frame's height in pixels.
    public var height: Int
    var marks: [Mark]

    /// Makes a picture with marks.
    public init(caption: String, dataURI: String, width: Int, height: Int, marks: [Mark] = []) {
        self.caption = caption
        self.dataURI = dataURI
        self.width = width
        self.height = height
        self.marks = marks
    }

    /// A frame's missed and wrong objects.
    public init(_ misses: FrameMisses, dataURI: String) {
        self.init(
            caption: "\(misses.frame.name): \(misses.missed.count) missed, \(misses.wrong.count) wrong",
            dataURI: dataURI, width: misses.frame.width, height: misses.frame.height,
            marks: misses.wrong.map { .wrong($0) } + misses.missed.map { .missed($0) })
    }

    /// A frame's keypoints, labelled and found.
    public init(_ misses: PitchMisses, dataURI: String) {
        let error = misses.error.map { "\($0.text(decimals: 2)) m off" } ?? "no view of the pitch"
        self.init(
            caption: "\(misses.frame.name): \(error)", dataURI: dataURI, width: misses.frame.width,
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
    /// The picture with its marks, in pixels of the frame.
    var svg: SVG {
        var svg = SVG(width: Double(width), height: Double(height), label: caption)
        svg.picture(dataURI: dataURI)
        for mark in marks { draw(mark, on: &svg) }
        return svg
    }

    /// Keeps lines thin and letters small, whatever the frame's size.
    private var unit: Double { Double(max(width, 1)) / 640 }

    private func draw(_ mark: Mark, on svg: inout SVG) {
        switch mark {
        case .missed(let object):
            let place = Point(object.box.x1, object.box.y1 - 3 * unit)
            draw(object.box, style: "missed", label: object.objectClass.name, at: place, on: &svg)
        case .wrong(let object):
            let label = "\(object.objectClass.name) \(object.confidence.text(decimals: 2))"
            // Below the box, since a missed object of another class often has the same place.
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
