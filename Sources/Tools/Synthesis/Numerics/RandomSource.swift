/// A stream of random numbers that is the same on every machine: SplitMix64 (Steele, Lea and Flood, 2014).
struct RandomSource: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for one purpose, so that drawing more numbers for one thing changes no other.
    init(seed: UInt64, stream: UInt64) {
        self.init(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ stream &* 0xD1B5_4A32_D192_ED03)
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 up to, not including, 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// 0 up to, not including, `limit`.
    mutating func index(below limit: Int) -> Int { min(limit - 1, Int(unit() * Double(limit))) }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// Mean 0 and deviation 1, near enough to normal: the sum of four uniform numbers, so that no logarithm is needed,
    /// which could differ between machines.
    mutating func bell() -> Double { (unit() + unit() + unit() + unit() - 2) * 1.732_050_807_568_877_2 }

    /// One of the elements; `elements` must not be empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[index(below: elements.count)] }
}
