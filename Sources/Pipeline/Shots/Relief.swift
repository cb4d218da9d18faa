/// The details that stand out from their surroundings in a signature, such as lines, persons, boards and the crowd.
///
/// Light and haze have no effect. The values are limited, so that an overlay doesn't dominate.
struct Relief: Sendable {
    let columns: Int
    let rows: Int
    /// The luma of each cell minus the mean around it, limited to `-reach...reach`.
    let cells: [Int32]

    /// The distance to each side of the cells that form the surrounding mean.
    private static let around = 3
    private static let reach: Int32 = 4
    /// The mean square of the cells below which a picture is flat.
    private static let leastEnergy = 0.3

    init(of signature: FrameSignature) {
        let (columns, rows) = (FrameSignature.columns, FrameSignature.rows)
        // With sums over all cells above and to the left, the mean of any rectangle needs four look-ups.
        var sums = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
        for row in 0..<rows {
            var line: Int32 = 0
            for column in 0..<columns {
                line += Int32(signature.luma[row * columns + column])
                sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1] + line
            }
        }
        var cells = [Int32](repeating: 0, count: columns * rows)
        for row in 0..<rows {
            let (top, bottom) = (max(row - Self.around, 0), min(row + Self.around + 1, rows))
            for column in 0..<columns {
                let (left, right) = (max(column - Self.around, 0), min(column + Self.around + 1, columns))
                let sum =
                    sums[bottom * (columns + 1) + right] - sums[top * (columns + 1) + right]
                    - sums[bottom * (columns + 1) + left] + sums[top * (columns + 1) + left]
                let area = Int32((bottom - top) * (right - left))
                let value = (Int32(signature.luma[row * columns + column]) * area - sum) / area
                cells[row * columns + column] = min(max(value, -Self.reach), Self.reach)
            }
        }
        self.init(columns: columns, rows: rows, cells: cells)
    }

    private init(columns: Int, rows: Int, cells: [Int32]) {
        self.columns = columns
        self.rows = rows
        self.cells = cells
    }

    /// Whether nothing stands out, as in a black picture. The rest is noise.
    var isFlat: Bool {
        let energy = cells.reduce(0) { $0 + $1 * $1 }
        return Double(energy) < Self.leastEnergy * Double(cells.count)
    }

    /// The relief at half the size.
    var halved: Relief {
        let (columns, rows) = (self.columns / 2, self.rows / 2)
        var half = [Int32](repeating: 0, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                let i = 2 * row * self.columns + 2 * column
                half[row * columns + column] =
                    cells[i] + cells[i + 1] + cells[i + self.columns] + cells[i + self.columns + 1]
            }
        }
        return Relief(columns: columns, rows: rows, cells: half)
    }
}
