import Geometry

/// A figure drawn separately: a small picture with alpha that is drawn onto the canvas.
struct FigureStamp {
    /// The position of its upper left pixel on the canvas, which may be outside.
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    /// The pixels, premultiplied by alpha.
    let pixels: [Colour]

    /// The largest stamp, in pixels in each direction.
    private static let limit: Float = 4096

    /// Draws a figure. Returns `nil` if a part is not in front of the camera. `lamp` is the direction to the main
    /// light.
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

    /// The bounds of all pixels that are at least half covered, in canvas coordinates; `nil` if there are none.
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

    /// The number of pixels that are at least half covered, including those outside the picture.
    var area: Int { pixels.count(where: Self.isSolid) }

    @inline(__always)
    static func isSolid(_ pixel: Colour) -> Bool { pixel.w >= 0.5 }
}

/// A part of a figure in the picture: a tapered band with round ends.
struct ImagePart {
    /// The ends of the centre line in pixels, relative to the stamp to suit single precision.
    var a: SIMD2<Float>
    var b: SIMD2<Float>
    /// The radius of a capsule at each end, or half the width of a slab without its rounding.
    var halfA: Float
    var halfB: Float
    /// The rounding of a slab; 0 for a capsule.
    var rounding: Float
    var isSlab: Bool
    var colour: Colour
    var trim: Colour
    var pattern: Kit.Pattern
    /// The distance from the camera, which determines the order of parts.
    var depth: Double

    /// Projects a part. Returns `nil` if it is too close to the camera or behind it.
    init?(_ part: FigurePart, view: CameraView) {
        let middle = view.local(part.middle)
        guard middle.z > 1 else { return nil }
        let scale = view.focalLength / middle.z
        depth = middle.z - part.bias
        colour = part.colour
        trim = part.trim
        pattern = part.pattern
        func pixel(_ p: Vector) -> SIMD2<Double> {
            let q = view.local(p)
            let z = max(q.z, 0.5)
            return SIMD2(
                view.width / 2 + view.focalLength * q.x / z, view.height / 2 + view.focalLength * q.y / z)
        }
        switch part.shape {
        case .capsule(let p, let q, let rp, let rq):
            a = SIMD2<Float>(pixel(p))
            b = SIMD2<Float>(pixel(q))
            halfA = Float(rp * scale)
            halfB = Float(rq * scale)
            rounding = 0
            isSlab = false
        case .slab(let p, let q, let r, let s, let radius):
            let (upperLeft, upperRight, lowerRight, lowerLeft) = (pixel(p), pixel(q), pixel(r), pixel(s))
            let top = (upperLeft + upperRight) * 0.5
            let bottom = (lowerLeft + lowerRight) * 0.5
            let way = bottom - top
            let length = max(1e-6, (way.x * way.x + way.y * way.y).squareRoot())
            let square = SIMD2(-way.y, way.x) / length
            func half(_ one: SIMD2<Double>, _ other: SIMD2<Double>) -> Float {
                Float(abs((one.x - other.x) * square.x + (one.y - other.y) * square.y) / 2)
            }
            a = SIMD2<Float>(top)
            b = SIMD2<Float>(bottom)
            halfA = half(upperLeft, upperRight)
            halfB = half(lowerLeft, lowerRight)
            rounding = Float(radius * scale)
            isSlab = true
        }
    }

    /// The largest distance of the part from its centre line.
    var reach: Float { max(halfA, halfB) + rounding }
}
