import Geometry

/// A figure's part in the picture: a band that tapers from one end to the other, rounded at its ends.
struct ImagePart {
    /// Ends of the middle line, pixels, in single precision relative to the stamp.
    var a: SIMD2<Float>
    var b: SIMD2<Float>
    /// A capsule's radius at each end; a slab's half width without its rounding.
    var halfA: Float
    var halfB: Float
    /// A slab's rounding; 0 for a capsule, which is round all over.
    var rounding: Float
    var isSlab: Bool
    var colour: Colour
    var trim: Colour
    var pattern: Kit.Pattern
    /// The distance from the camera that decides who hides whom.
    var depth: Double

    /// Nil where the part is too near to the camera or behind it.
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

    /// The farthest that the part reaches from its middle line.
    var reach: Float { max(halfA, halfB) + rounding }
}
