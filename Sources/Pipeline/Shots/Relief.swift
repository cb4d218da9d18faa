/// What stands out from its surroundings in a signature: lines, persons, boards, the crowd. Light and haze make no
/// difference, and nothing counts for more than a little, so that an overlay doesn't drown the rest.
struct Relief: Sendable {
    let columns: Int
    let rows: Int
    /// The luma of each cell less the mean around it, cut to `-reach...reach`.
    let cells: [Int32]

    /// Cells around one whose mean it is compared with, to each side.
    private static let around = 3
    private static let reach: Int32 = 4
    /// The mean square of a picture's cells.
    private static let leastEnergy = 0.3

    init(of signature: FrameSignature) {
        let (columns, rows) = (FrameSignature.columns, FrameSignature.rows)
        // Sums over everything above and left of a place make the mean of any rectangle four look-ups.
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

    /// Whether nothing stands out, as in a black picture: what is left is noise.
    var isFlat: Bool {
        let energy = cells.reduce(0) { $0 + $1 * $1 }
        return Double(energy) < Self.leastEnergy * Double(cells.count)
    }

    /// The same at half the size.
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
