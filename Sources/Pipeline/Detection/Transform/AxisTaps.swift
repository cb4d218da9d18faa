/// Which samples along one axis make each sample of a scaled picture, in integers: the same result on every machine.
struct AxisTaps: Hashable, Sendable {
    /// What a sample's weights add up to.
    static let unit = 256

    /// How many neighbouring samples make one.
    let count: Int
    /// The first of them, per result.
    let starts: [Int]
    /// `count` weights per result.
    let weights: [UInt16]

    /// Linear between the two nearest samples, centres aligned: OpenCV's `INTER_LINEAR`.
    static func linear(from source: Int, to result: Int, scale: Double) -> AxisTaps {
        let count = min(2, source)
        var starts: [Int] = []
        var weights: [UInt16] = []
        for index in 0..<result {
            let position = min(max((Double(index) + 0.5) * scale - 0.5, 0), Double(source - 1))
            let start = min(Int(position), source - count)
            let second = Int(((position - Double(start)) * Double(unit)).rounded())
            starts.append(start)
            weights.append(contentsOf: count == 2 ? [UInt16(unit - second), UInt16(second)] : [UInt16(unit)])
        }
        return AxisTaps(count: count, starts: starts, weights: weights)
    }

    /// The mean over the stretch of the source that a result covers.
    static func box(from source: Int, to result: Int, scale: Double) -> AxisTaps {
        // A scale that is no whole number has a part of a sample at both ends.
        let count = min(scale == scale.rounded() ? Int(scale) : Int(scale.rounded(.up)) + 1, source)
        var starts: [Int] = []
        var weights: [UInt16] = []
        for index in 0..<result {
            let low = min(Double(index) * scale, Double(source) - 1)
            let high = min(Double(index + 1) * scale, Double(source))
            let start = min(Int(low), source - count)
            let parts = (start..<(start + count)).map { sample in
                max(0, min(high, Double(sample + 1)) - max(low, Double(sample)))
            }
            starts.append(start)
            weights.append(contentsOf: integers(parts))
        }
        return AxisTaps(count: count, starts: starts, weights: weights)
    }

    /// Returns the parts as integers that add up to `unit` exactly.
    ///
    /// The largest takes what rounding lost. Among many parts that can be more than the largest itself; then each part
    /// is what it adds to the rounded sum of those before it, which is never negative.
    private static func integers(_ parts: [Double]) -> [UInt16] {
        let total = parts.reduce(0, +)
        var rounded = parts.map { Int(($0 / total * Double(unit)).rounded()) }
        let largest = rounded.indices.max { rounded[$0] < rounded[$1] } ?? 0
        let lost = unit - rounded.reduce(0, +)
        if 4 * abs(lost) < rounded[largest] {
            rounded[largest] += lost
        } else {
            var (sum, before) = (0.0, 0)
            for index in parts.indices {
                sum += parts[index]
                let now = index == parts.count - 1 ? unit : Int((sum / total * Double(unit)).rounded())
                rounded[index] = now - before
                before = now
            }
        }
        return rounded.map { UInt16($0) }
    }
}
