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
