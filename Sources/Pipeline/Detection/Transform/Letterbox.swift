import Geometry

/// A source picture scaled into a network's picture: the aspect ratio is kept, and grey fills the rest.
struct Letterbox: Hashable, Sendable {
    enum Placement: Hashable, Sendable {
        /// Grey on both sides, as in Ultralytics.
        case centred
        /// Grey on the right and at the bottom, as in YOLOX.
        case topLeft
    }

    let sourceWidth: Int
    let sourceHeight: Int
    let modelWidth: Int
    let modelHeight: Int
    /// The position and size of the source picture in the network's picture, in pixels.
    let left: Int
    let top: Int
    let contentWidth: Int
    let contentHeight: Int

    /// Fits a source picture into a network's picture.
    ///
    /// - Parameter alignment: the number that position and size are multiples of.
    init(
        sourceWidth: Int, sourceHeight: Int, modelWidth: Int, modelHeight: Int, placement: Placement = .centred,
        alignment: Int = 1
    ) {
        self.sourceWidth = sourceWidth
        self.sourceHeight = sourceHeight
        self.modelWidth = modelWidth
        self.modelHeight = modelHeight
        let scale = min(Double(modelWidth) / Double(sourceWidth), Double(modelHeight) / Double(sourceHeight))
        func content(_ source: Int, _ model: Int) -> Int {
            let exact = Double(source) * scale / Double(alignment)
            // Each reference implementation rounds in its own way. The small term keeps 359.9999 from becoming 359.
            let units = placement == .centred ? exact.rounded() : (exact + 1e-9).rounded(.down)
            return min(max(Int(units), 1) * alignment, model)
        }
        contentWidth = content(sourceWidth, modelWidth)
        contentHeight = content(sourceHeight, modelHeight)
        let centred = placement == .centred
        left = centred ? (modelWidth - contentWidth) / 2 / alignment * alignment : 0
        top = centred ? (modelHeight - contentHeight) / 2 / alignment * alignment : 0
    }

    /// The number of source pixels for one pixel of the network's picture.
    var scaleX: Double { Double(sourceWidth) / Double(contentWidth) }
    var scaleY: Double { Double(sourceHeight) / Double(contentHeight) }

    func toSource(_ p: Point) -> Point {
        Point(x: (p.x - Double(left)) * scaleX, y: (p.y - Double(top)) * scaleY)
    }

    /// Returns a box of the network's picture in source pixels, clipped to the source.
    ///
    /// Returns `nil` if no part of the box is inside or if a coordinate is NaN.
    func toSource(_ box: Box) -> Box? {
        guard !(box.x1.isNaN || box.y1.isNaN || box.x2.isNaN || box.y2.isNaN) else { return nil }
        let a = toSource(Point(x: box.x1, y: box.y1))
        let b = toSource(Point(x: box.x2, y: box.y2))
        let inside = Box(x1: a.x, y1: a.y, x2: b.x, y2: b.y)
            .clamped(width: Double(sourceWidth), height: Double(sourceHeight))
        return inside.width > 0 && inside.height > 0 ? inside : nil
    }
}
