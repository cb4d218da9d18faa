import Geometry

/// A source picture scaled into a network's picture with its aspect kept, and grey around it.
struct Letterbox: Hashable, Sendable {
    enum Placement: Hashable, Sendable {
        /// Grey on both sides, as Ultralytics does.
        case centred
        /// Grey at the right and below, as YOLOX does.
        case topLeft
    }

    let sourceWidth: Int
    let sourceHeight: Int
    let modelWidth: Int
    let modelHeight: Int
    /// Where the picture begins in the network's, and its size there.
    let left: Int
    let top: Int
    let contentWidth: Int
    let contentHeight: Int

    /// `alignment` is what the four numbers of the content are multiples of.
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
            // Each reference rounds in its own way; the small term keeps 359.9999 from becoming 359.
            let units = placement == .centred ? exact.rounded() : (exact + 1e-9).rounded(.down)
            return min(max(Int(units), 1) * alignment, model)
        }
        contentWidth = content(sourceWidth, modelWidth)
        contentHeight = content(sourceHeight, modelHeight)
        let centred = placement == .centred
        left = centred ? (modelWidth - contentWidth) / 2 / alignment * alignment : 0
        top = centred ? (modelHeight - contentHeight) / 2 / alignment * alignment : 0
    }

    /// Source pixels per pixel of the network's picture.
    var scaleX: Double { Double(sourceWidth) / Double(contentWidth) }
    var scaleY: Double { Double(sourceHeight) / Double(contentHeight) }

    func toSource(_ p: Point) -> Point {
        Point(x: (p.x - Double(left)) * scaleX, y: (p.y - Double(top)) * scaleY)
    }

    /// A box of the network's picture in the source, cut off at its edges; nil where nothing of it is inside, or where
    /// it isn't made of numbers.
    func toSource(_ box: Box) -> Box? {
        guard !(box.x1.isNaN || box.y1.isNaN || box.x2.isNaN || box.y2.isNaN) else { return nil }
        let a = toSource(Point(x: box.x1, y: box.y1))
        let b = toSource(Point(x: box.x2, y: box.y2))
        let inside = Box(x1: a.x, y1: a.y, x2: b.x, y2: b.y)
            .clamped(width: Double(sourceWidth), height: Double(sourceHeight))
        return inside.width > 0 && inside.height > 0 ? inside : nil
    }
}
