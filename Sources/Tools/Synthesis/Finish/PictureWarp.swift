import Geometry

/// The map from the canvas to the finished picture, which enlarges it and applies the distortion of the lens.
///
/// The corners of the picture are those of the canvas, so no point outside the canvas is needed.
struct PictureWarp: Hashable, Sendable {
    let canvasWidth: Int
    let canvasHeight: Int
    let width: Int
    let height: Int
    /// The radial distortion k: a point at distance r, in half diagonals, comes from r (1 + k r²) / (1 + k).
    let bend: Double

    /// Creates the map for a picture of a given size, with the canvas that it needs.
    init(width: Int, height: Int, optics: Optics) {
        self.width = width
        self.height = height
        canvasWidth = max(1, Int((Double(width) * optics.resolution).rounded()))
        canvasHeight = max(1, Int((Double(height) * optics.resolution).rounded()))
        bend = optics.distortion
    }

    var isIdentity: Bool { canvasWidth == width && canvasHeight == height && bend == 0 }

    /// Whether straight lines remain straight, so that a homography can describe the picture.
    var isStraight: Bool { bend == 0 }

    private var scaleX: Double { Double(width) / Double(canvasWidth) }
    private var scaleY: Double { Double(height) / Double(canvasHeight) }

    /// Returns the point on the canvas for a point in the picture.
    func source(_ p: Point) -> Point {
        let flat = Point(p.x / scaleX, p.y / scaleY)
        guard bend != 0 else { return flat }
        let middle = Point(Double(canvasWidth) / 2, Double(canvasHeight) / 2)
        let d = flat - middle
        let squared = (d.x * d.x + d.y * d.y) / (middle.x * middle.x + middle.y * middle.y)
        return middle + d * ((1 + bend * squared) / (1 + max(bend, 0)))
    }

    /// Returns the point in the picture for a point on the canvas: the inverse of `source`, by iteration.
    func target(_ p: Point) -> Point {
        let middle = Point(Double(canvasWidth) / 2, Double(canvasHeight) / 2)
        var d = p - middle
        if bend != 0 {
            let wanted = d
            let limit = middle.x * middle.x + middle.y * middle.y
            for _ in 0..<12 {
                let squared = min(4, (d.x * d.x + d.y * d.y) / limit)
                d = wanted * ((1 + max(bend, 0)) / (1 + bend * squared))
            }
        }
        return Point((middle.x + d.x) * scaleX, (middle.y + d.y) * scaleY)
    }

    /// Returns the bounding box in the picture of a box on the canvas.
    func target(_ box: Box) -> Box {
        let x = (box.x1 + box.x2) / 2
        let y = (box.y1 + box.y2) / 2
        let edges = [
            Point(box.x1, box.y1), Point(box.x2, box.y1), Point(box.x1, box.y2), Point(box.x2, box.y2),
            Point(x, box.y1), Point(x, box.y2), Point(box.x1, y), Point(box.x2, y),
        ].map { target($0) }
        let xs = edges.map(\.x)
        let ys = edges.map(\.y)
        return Box(
            x1: xs.min() ?? 0, y1: ys.min() ?? 0, x2: xs.max() ?? 0, y2: ys.max() ?? 0)
    }
}
