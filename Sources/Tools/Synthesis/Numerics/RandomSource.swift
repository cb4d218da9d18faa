import Geometry

/// A stream of random numbers that is identical on every machine.
struct RandomSource: RandomNumberGenerator, Sendable {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Creates an independent stream for one purpose, so that drawing more numbers for it does not change others.
    init(seed: UInt64, stream: UInt64) {
        self.init(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ stream &* 0xD1B5_4A32_D192_ED03)
        _ = next()
    }

    mutating func next() -> UInt64 { generator.next() }

    /// Returns a number in 0 ..< 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// Returns an integer in 0 ..< `limit`.
    mutating func index(below limit: Int) -> Int { min(limit - 1, Int(unit() * Double(limit))) }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// Returns a number with mean 0 and deviation 1, approximately normal: the sum of four uniform numbers. This avoids
    /// logarithms, which could differ between machines.
    mutating func bell() -> Double { (unit() + unit() + unit() + unit() - 2) * 1.732_050_807_568_877_2 }

    /// Returns one of the elements, which must not be empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[index(below: elements.count)] }
}

/// Smooth random noise over the plane, determined by the seed: random values on a grid, interpolated.
struct ValueNoise: Sendable {
    private static let size = 64
    private let values: [Float]

    init(seed: UInt64, stream: UInt64) {
        var random = RandomSource(seed: seed, stream: stream)
        values = (0..<Self.size * Self.size).map { _ in Float(random.unit()) * 2 - 1 }
    }

    /// Returns the noise at a point, -1 to 1. Features are about one unit wide, and the pattern repeats after 64.
    func value(_ x: Float, _ y: Float) -> Float {
        let fx = x.rounded(.down)
        let fy = y.rounded(.down)
        let (ix, iy) = (Int(fx) & (Self.size - 1), Int(fy) & (Self.size - 1))
        let (jx, jy) = ((ix + 1) & (Self.size - 1), (iy + 1) & (Self.size - 1))
        func eased(_ t: Float) -> Float { t * t * (3 - 2 * t) }
        let (sx, sy) = (eased(x - fx), eased(y - fy))
        let top = values[iy * Self.size + ix] * (1 - sx) + values[iy * Self.size + jx] * sx
        let bottom = values[jy * Self.size + ix] * (1 - sx) + values[jy * Self.size + jx] * sx
        return top * (1 - sy) + bottom * sy
    }

    /// Returns a sum of octaves, each half as wide and half as high as the previous one.
    func layered(_ x: Float, _ y: Float, octaves: Int) -> Float {
        var sum: Float = 0
        var (scale, weight): (Float, Float) = (1, 1)
        for _ in 0..<octaves {
            sum += weight * value(x * scale, y * scale)
            scale *= 2.07
            weight *= 0.5
        }
        return sum * 0.6
    }
}
