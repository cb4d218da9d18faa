import Geometry

/// A figure drawn on its own: a small picture with alpha that is laid onto the canvas.
struct FigureStamp {
    /// Where its upper left pixel lies on the canvas; may be outside.
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    /// Premultiplied by alpha.
    let pixels: [Colour]

    /// The largest stamp that is drawn, pixels each way.
    private static let limit: Float = 4096

    /// Nil if no part is before the camera. `lamp` is the main direction towards the light.
    init?(_ parts: [FigurePart], view: CameraView, light: Colour, lamp: Vector) {
        let images = parts.compactMap { ImagePart($0, view: view) }.sorted { $0.depth > $1.depth }
        guard images.count == parts.count, !images.isEmpty else { return nil }
        var low = SIMD2<Float>(repeating: .infinity)
        var high = SIMD2<Float>(repeating: -.infinity)
        for part in images {
            let reach = part.reach + 1
            low = pointwiseMin(low, pointwiseMin(part.a, part.b) - reach)
            high = pointwiseMax(high, pointwiseMax(part.a, part.b) + reach)
        }
        let size = high - low
        guard size.x < Self.limit, size.y < Self.limit, abs(low.x) < 1e6, abs(low.y) < 1e6 else { return nil }
        let (x, y) = (Int(low.x.rounded(.down)), Int(low.y.rounded(.down)))
        self.x = x
        self.y = y
        width = Int(high.x.rounded(.up)) - x
        height = Int(high.y.rounded(.up)) - y
        let towards = SIMD3<Float>(Vector(lamp.dot(view.right), lamp.dot(view.down), -lamp.dot(view.forward)))
        var brush = FigureBrush(width: width, height: height, towards: towards, light: light)
        for part in images {
            var part = part
            part.a -= SIMD2(Float(x), Float(y))
            part.b -= SIMD2(Float(x), Float(y))
            brush.draw(part)
        }
        pixels = brush.pixels
    }

    /// The tight bounds of the pixels that are at least half covered, canvas coordinates; nil if there are none.
    var bounds: Box? {
        var (left, right, top, bottom) = (Int.max, Int.min, Int.max, Int.min)
        for row in 0..<height {
            for column in 0..<width where Self.isSolid(pixels[row * width + column]) {
                left = min(left, column)
                right = max(right, column)
                top = min(top, row)
                bottom = max(bottom, row)
            }
        }
        guard left <= right else { return nil }
        return Box(
            x1: Double(x + left), y1: Double(y + top), x2: Double(x + right + 1), y2: Double(y + bottom + 1))
    }

    /// How many pixels are at least half covered, also outside the picture.
    var area: Int { pixels.count(where: Self.isSolid) }

    @inline(__always)
    static func isSolid(_ pixel: Colour) -> Bool { pixel.w >= 0.5 }
}
