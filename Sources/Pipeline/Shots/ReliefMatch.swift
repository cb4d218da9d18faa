/// The agreement of two reliefs after one is shifted as by a pan or tilt of the camera.
struct ReliefMatch: Sendable {
    /// The share of the picture that agrees, 0 to 1.
    ///
    /// The common part is divided into tiles, weighted by their detail. The share of two empty pictures is 1.
    let share: Double
    /// The movement of the camera with the best agreement, in cells.
    let shift: Shift

    struct Shift: Hashable, Sendable {
        var x = 0
        var y = 0

        /// Returns the larger of the differences along both axes.
        func distance(to other: Shift) -> Int { max(abs(x - other.x), abs(y - other.y)) }
    }

    /// The greatest movement that is tried, in cells.
    private static let farthest = (x: 28, y: 8)
    private static let tiles = (x: 6, y: 4)
    /// The correlation above which a tile agrees.
    private static let agreement = 0.5

    /// Matches two reliefs.
    ///
    /// - Parameters:
    ///   - a: the first relief, also at half the size.
    ///   - b: the second relief, also at half the size.
    init(_ a: (full: Relief, half: Relief), _ b: (full: Relief, half: Relief)) {
        guard !(a.full.isFlat && b.full.isFlat) else {
            share = 1
            shift = Shift()
            return
        }
        // Search at half the size first, then around twice the best shift.
        let (x, y) = (Self.farthest.x / 2, Self.farthest.y / 2)
        let coarse = Self.best(a.half, b.half, x: -x...x, y: -y...y)
        shift = Self.best(
            a.full, b.full, x: (2 * coarse.x - 1)...(2 * coarse.x + 1), y: (2 * coarse.y - 1)...(2 * coarse.y + 1))
        share = Self.share(a.full, b.full, shift)
    }

    private static func best(
        _ a: Relief, _ b: Relief, x: ClosedRange<Int>, y: ClosedRange<Int>
    ) -> Shift {
        var best = (correlation: -2.0, x: 0, y: 0)
        for down in y {
            for across in x {
                let overlap = Overlap(a, across: across, down: down)
                let correlation = overlap.sums(a, b, overlap.columns, overlap.rows).correlation
                if correlation > best.correlation { best = (correlation, across, down) }
            }
        }
        return Shift(x: best.x, y: best.y)
    }

    private static func share(_ a: Relief, _ b: Relief, _ shift: Shift) -> Double {
        let overlap = Overlap(a, across: shift.x, down: shift.y)
        let (width, height) = (overlap.columns.count, overlap.rows.count)
        var (agreeing, all) = (0.0, 0.0)
        for row in 0..<tiles.y {
            for column in 0..<tiles.x {
                let left = overlap.columns.lowerBound + column * width / tiles.x
                let right = overlap.columns.lowerBound + (column + 1) * width / tiles.x
                let top = overlap.rows.lowerBound + row * height / tiles.y
                let bottom = overlap.rows.lowerBound + (row + 1) * height / tiles.y
                let sums = overlap.sums(a, b, left..<right, top..<bottom)
                all += sums.weight
                if sums.correlation > agreement { agreeing += sums.weight }
            }
        }
        return all > 0 ? agreeing / all : 0
    }
}

/// The common part of two reliefs when the second one is shifted.
private struct Overlap {
    let across: Int
    let down: Int
    /// The columns of the first relief.
    let columns: Range<Int>
    let rows: Range<Int>

    init(_ relief: Relief, across: Int, down: Int) {
        self.across = across
        self.down = down
        columns = max(0, across)..<(relief.columns + min(0, across))
        rows = max(0, down)..<(relief.rows + min(0, down))
    }

    struct Sums {
        var product: Int32 = 0
        var first: Int32 = 0
        var second: Int32 = 0

        /// The correlation; 0 if one part is flat.
        var correlation: Double {
            let energy = Double(first) * Double(second)
            return energy > 0 ? Double(product) / energy.squareRoot() : 0
        }

        /// The weight of a tile: the fourth root of the product of both energies. It is small if one side is flat.
        var weight: Double { (Double(first) * Double(second)).squareRoot().squareRoot() }
    }

    func sums(_ a: Relief, _ b: Relief, _ columns: Range<Int>, _ rows: Range<Int>) -> Sums {
        var sums = Sums()
        a.cells.withUnsafeBufferPointer { first in
            b.cells.withUnsafeBufferPointer { second in
                for row in rows {
                    let (i, j) = (row * a.columns, (row - down) * b.columns - across)
                    for column in columns {
                        let (p, q) = (first[i + column], second[j + column])
                        sums.product &+= p &* q
                        sums.first &+= p &* p
                        sums.second &+= q &* q
                    }
                }
            }
        }
        return sums
    }
}
