public import Geometry

/// The mean of a figure over the picture's area, cell by cell: where in the picture the errors are.
public struct PictureGrid: Hashable, Sendable {
    public let columns: Int
    public let rows: Int
    /// Row-major.
    public private(set) var sums: [Double]
    public private(set) var counts: [Int]

    public init(columns: Int = 16, rows: Int = 9) {
        self.columns = max(columns, 1)
        self.rows = max(rows, 1)
        sums = [Double](repeating: 0, count: self.columns * self.rows)
        counts = [Int](repeating: 0, count: self.columns * self.rows)
    }

    /// Counts `value` in the cell at `place`, in shares of the width and the height; beyond the edge is at the edge.
    public mutating func add(_ value: Double, at place: Point) {
        guard value.isFinite, place.x.isFinite, place.y.isFinite else { return }
        let column = Int(min(max(place.x, 0) * Double(columns), Double(columns - 1)))
        let row = Int(min(max(place.y, 0) * Double(rows), Double(rows - 1)))
        sums[row * columns + column] += value
        counts[row * columns + column] += 1
    }

    /// Not a number where nothing was counted.
    public func mean(column: Int, row: Int) -> Double {
        let cell = row * columns + column
        return counts[cell] > 0 ? sums[cell] / Double(counts[cell]) : .nan
    }

    public var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }
}
