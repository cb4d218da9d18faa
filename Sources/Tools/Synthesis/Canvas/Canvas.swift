/// The picture during drawing: the colour of each pixel, and the figure visible there.
struct Canvas: Sendable {
    let width: Int
    let height: Int
    /// The pixels, row by row. The alpha of a canvas has no meaning.
    var pixels: [Colour]
    /// The number of the visible figure at each pixel; 0 for the scene.
    var owners: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = [Colour](repeating: Colour(grey: 0), count: width * height)
        owners = [UInt8](repeating: 0, count: width * height)
    }

    /// Starts a new frame filled with one colour.
    mutating func clear(_ colour: Colour) {
        pixels.withUnsafeMutableBufferPointer { $0.update(repeating: colour) }
        owners.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
}

extension Canvas {
    /// Draws a figure over the canvas. Its solid pixels are assigned to `owner`.
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

    /// Returns the number of pixels of each owner that `hidden` does not cover.
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

/// A gamma-encoded colour: red, green and blue from 0 to 1, followed by alpha.
typealias Colour = SIMD4<Float>

extension SIMD4<Float> {
    /// Creates an opaque colour from `0xRRGGBB`.
    init(hex: UInt32) {
        self.init(Float(hex >> 16 & 255) / 255, Float(hex >> 8 & 255) / 255, Float(hex & 255) / 255, 1)
    }

    init(grey: Float) {
        self.init(grey, grey, grey, 1)
    }

    /// Interpolates to another colour by a share from 0 to 1.
    @inline(__always)
    func mixed(with other: Self, _ share: Float) -> Self { self + (other - self) * share }

    /// Multiplies the colour by a light or a factor. Alpha is unchanged.
    @inline(__always)
    func lit(by light: Self) -> Self { Self(x * light.x, y * light.y, z * light.z, w) }

    @inline(__always)
    func lit(by factor: Float) -> Self { Self(x * factor, y * factor, z * factor, w) }

    /// The BT.709 luma, 0 to 1.
    var luma: Float { 0.2126 * x + 0.7152 * y + 0.0722 * z }
}
