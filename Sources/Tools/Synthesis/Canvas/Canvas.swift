/// The picture while it is drawn: one colour per pixel, and who is seen there.
struct Canvas: Sendable {
    let width: Int
    let height: Int
    /// Row by row; the alpha of a canvas has no meaning.
    var pixels: [Colour]
    /// 0 for the scene, else the number that `Figure`s were drawn with.
    var owners: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = [Colour](repeating: Colour(grey: 0), count: width * height)
        owners = [UInt8](repeating: 0, count: width * height)
    }

    /// Starts a new frame with one colour.
    mutating func clear(_ colour: Colour) {
        pixels.withUnsafeMutableBufferPointer { $0.update(repeating: colour) }
        owners.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
}

extension Canvas {
    /// Lays a figure over what is there; its solid pixels belong to `owner`.
    mutating func lay(_ stamp: FigureStamp, owner: UInt8) {
        let columns = max(0, stamp.x)..<max(0, stamp.x, min(width, stamp.x + stamp.width))
        let rows = max(0, stamp.y)..<max(0, stamp.y, min(height, stamp.y + stamp.height))
        for y in rows {
            let source = (y - stamp.y) * stamp.width - stamp.x
            for x in columns {
                let pixel = stamp.pixels[source + x]
                guard pixel.w > 0 else { continue }
                pixels[y * width + x] = pixels[y * width + x] * (1 - pixel.w) + pixel
                if FigureStamp.isSolid(pixel) { owners[y * width + x] = owner }
            }
        }
    }

    /// How many pixels each owner has that `hidden` does not cover.
    func visibleAreas(hidden: (_ x: Int, _ y: Int) -> Bool) -> [Int] {
        var areas = [Int](repeating: 0, count: 256)
        owners.withUnsafeBufferPointer { owners in
            for y in 0..<height {
                for x in 0..<width {
                    let owner = owners[y * width + x]
                    if owner != 0, !hidden(x, y) { areas[Int(owner)] += 1 }
                }
            }
        }
        return areas
    }
}

/// A gamma-encoded colour, red, green, blue from 0 to 1, and alpha in the last place.
typealias Colour = SIMD4<Float>

extension SIMD4<Float> {
    /// From `0xRRGGBB`, opaque.
    init(hex: UInt32) {
        self.init(Float(hex >> 16 & 255) / 255, Float(hex >> 8 & 255) / 255, Float(hex & 255) / 255, 1)
    }

    init(grey: Float) {
        self.init(grey, grey, grey, 1)
    }

    /// The part of the way to another colour, 0 to 1.
    @inline(__always)
    func mixed(with other: Self, _ share: Float) -> Self { self + (other - self) * share }

    /// Brighter or darker by a factor or a light; alpha stays.
    @inline(__always)
    func lit(by light: Self) -> Self { Self(x * light.x, y * light.y, z * light.z, w) }

    @inline(__always)
    func lit(by factor: Float) -> Self { Self(x * factor, y * factor, z * factor, w) }

    /// Weighted as BT.709 luma, 0 to 1.
    var luma: Float { 0.2126 * x + 0.7152 * y + 0.0722 * z }
}
