/// A coarse grey picture and colour histograms of a frame: enough to decide whether two frames belong to the same shot.
public struct FrameSignature: Sendable {
    static let columns = 64
    static let rows = 36
    /// The mean luma of each cell, row by row.
    let luma: [UInt8]
    /// The histograms of the cells' luma (16 bins) and of both chroma values (32 bins each). Each of the three sums to
    /// 1.
    let histogram: [Float]

    static let lumaSteps = 16
    static let chromaSteps = 32

    /// Cb and Cr of grass are below these, of 256; hardly anything else in a stadium is so green.
    private static let grassChroma = (blue: 120, red: 120)

    /// The share of the picture that has the colour of grass, 0 to 1: no more than has its blue, or its red.
    public var grassShare: Double {
        func share(below limit: Int, from start: Int) -> Double {
            Double(histogram[start..<(start + limit * Self.chromaSteps / 256)].reduce(0, +))
        }
        return min(
            share(below: Self.grassChroma.blue, from: Self.lumaSteps),
            share(below: Self.grassChroma.red, from: Self.lumaSteps + Self.chromaSteps))
    }

    /// Returns how much the colours of two frames differ, wherever they are in the picture: 0 for equal, 1 for
    /// completely different colours.
    func colourDistance(to other: FrameSignature) -> Double {
        var sum: Float = 0
        for i in histogram.indices { sum += abs(histogram[i] - other.histogram[i]) }
        return Double(sum) / 6
    }

    /// Returns the median difference of luma between corresponding cells, in steps of luma. A graphic that covers less
    /// than half of the picture has no effect.
    func lumaDistance(to other: FrameSignature) -> Int {
        var counts = [Int](repeating: 0, count: 256)
        for i in luma.indices { counts[abs(Int(luma[i]) - Int(other.luma[i]))] += 1 }
        var rest = luma.count / 2
        for (difference, count) in counts.enumerated() {
            rest -= count
            if rest < 0 { return difference }
        }
        return 0
    }

    /// Makes a signature.
    ///
    /// - Parameters:
    ///   - luma: one value for each cell.
    ///   - blue: one Cb value for each cell.
    ///   - red: one Cr value for each cell.
    init(luma: [UInt8], blue: [UInt8], red: [UInt8]) {
        self.luma = luma
        histogram =
            Self.spread(of: luma, steps: Self.lumaSteps) + Self.spread(of: blue, steps: Self.chromaSteps)
            + Self.spread(of: red, steps: Self.chromaSteps)
    }

    /// Returns the smoothed histogram of values, so that a value near the edge of a bin has a stable effect.
    private static func spread(of values: [UInt8], steps: Int) -> [Float] {
        var counts = [Float](repeating: 0, count: steps)
        for value in values { counts[Int(value) * steps / 256] += 1 }
        let unit = 1 / Float(max(values.count, 1))
        return counts.indices.map { i in
            let before = counts[max(i - 1, 0)]
            let after = counts[min(i + 1, steps - 1)]
            return (before + 2 * counts[i] + after) / 4 * unit
        }
    }
}
