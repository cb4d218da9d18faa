import Geometry

/// A measurement of a person's shirt and of the background.
struct KitProbe {
    /// The mean sample of the shirt.
    let shirt: (y: Double, u: Double, v: Double)
    /// The median sample of the strips to the left and right of the box, usually grass.
    let background: (y: Int, u: Int, v: Int)

    /// The area of the shirt, in widths from the box's centre line and heights from its top: below the head, above the
    /// shorts.
    static let halfWidth = 0.28
    static let heights = 0.2...0.48
    /// The sizes of the sampling grids on the shirt and on each strip beside the box.
    private static let columns = 6
    private static let rows = 7
    private static let stripColumns = 2
    private static let stripRows = 6
    /// The areas of the strips, in widths from the box's sides and heights from its top.
    private static let strip = 0.05...0.35
    private static let stripHeights = 0.25...0.9
    /// The tolerances in chroma (sum of both) and luma within which a sample belongs to the background.
    private static let chromaTolerance = 12
    private static let lumaTolerance = 28
    /// The lowest number of grid points that must belong to the shirt.
    private static let leastPoints = 8

    /// Measures a shirt. Returns `nil` if it can't be distinguished from the background.
    init?(_ box: Box, samples: PlaneSamples) {
        background = Self.background(of: box, samples)
        var (count, sum) = (0, (y: 0, u: 0, v: 0))
        for row in 0..<Self.rows {
            let y = box.y1 + box.height * Self.at(row, of: Self.rows, in: Self.heights)
            for column in 0..<Self.columns {
                let reach = Self.at(column, of: Self.columns, in: -Self.halfWidth...Self.halfWidth)
                let sample = samples[box.center.x + box.width * reach, y]
                let chroma = abs(sample.u - background.u) + abs(sample.v - background.v)
                if chroma < Self.chromaTolerance, abs(sample.y - background.y) < Self.lumaTolerance { continue }
                count += 1
                sum = (sum.y + sample.y, sum.u + sample.u, sum.v + sample.v)
            }
        }
        guard count >= Self.leastPoints else { return nil }
        let n = Double(count)
        shirt = (Double(sum.y) / n, Double(sum.u) / n, Double(sum.v) / n)
    }

    private static func background(of box: Box, _ samples: PlaneSamples) -> (y: Int, u: Int, v: Int) {
        var ys: [Int] = []
        var us: [Int] = []
        var vs: [Int] = []
        ys.reserveCapacity(2 * stripColumns * stripRows)
        us.reserveCapacity(2 * stripColumns * stripRows)
        vs.reserveCapacity(2 * stripColumns * stripRows)
        for row in 0..<stripRows {
            let y = box.y1 + box.height * at(row, of: stripRows, in: stripHeights)
            for column in 0..<stripColumns {
                let away = box.width * at(column, of: stripColumns, in: strip)
                for sample in [samples[box.x1 - away, y], samples[box.x2 + away, y]] {
                    ys.append(sample.y)
                    us.append(sample.u)
                    vs.append(sample.v)
                }
            }
        }
        func median(_ values: inout [Int]) -> Int {
            values.sort()
            return values[values.count / 2]
        }
        return (median(&ys), median(&us), median(&vs))
    }

    /// Returns the middle of the `index`-th of `count` equal parts of a range.
    private static func at(_ index: Int, of count: Int, in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * (Double(index) + 0.5) / Double(count)
    }
}
