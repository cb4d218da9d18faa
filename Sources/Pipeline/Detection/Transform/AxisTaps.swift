/// The source samples and weights of each sample of a scaled picture, along one axis. Integers give the same result on
/// every machine.
struct AxisTaps: Hashable, Sendable {
    /// The sum of the weights of one result.
    static let unit = 256

    /// The number of adjacent source samples for one result.
    let count: Int
    /// The first source sample of each result.
    let starts: [Int]
    /// The weights, `count` for each result.
    let weights: [UInt16]

    /// Returns taps that interpolate between the two nearest samples, centres aligned, as OpenCV's `INTER_LINEAR` does.
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

    /// Returns taps that average the part of the source that each result covers.
    static func box(from source: Int, to result: Int, scale: Double) -> AxisTaps {
        // With a fractional scale, the covered part begins and ends within a sample.
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
    /// The largest part absorbs the rounding error. Among many parts, the error can exceed the largest part. Each part
    /// then becomes its increment of the rounded running sum, which is never negative.
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
