public import Geometry

/// Which picture is measured, and how large it is.
public struct EvaluatedFrame: Hashable, Sendable {
    /// Names the frame in the gallery: a file's name, or a clip's with the frame index.
    public var name: String
    /// Pixels of the source frame.
    public var width: Int
    /// The frame's height in pixels.
    public var height: Int

    /// Names a frame and gives its size in pixels.
    public init(name: String, width: Int, height: Int) {
        self.name = name
        self.width = width
        self.height = height
    }

    /// The factor from pixels of this frame to pixels of one 1280 wide, in which keypoint distances are given.
    var scaleTo1280: Double { 1280 / Double(max(width, 1)) }

    /// A place as shares of the width and the height.
    func relative(_ point: Point) -> Point {
        Point(x: point.x / Double(max(width, 1)), y: point.y / Double(max(height, 1)))
    }
}

/// The mean of a figure over the picture's area, cell by cell: where in the picture the errors are.
public struct PictureGrid: Hashable, Sendable {
    /// Cells across.
    public let columns: Int
    /// Cells down.
    public let rows: Int
    /// Row-major.
    public private(set) var sums: [Double]
    /// How many values each cell has, row-major.
    public private(set) var counts: [Int]

    /// Makes an empty grid.
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

    /// Whether no value was counted.
    public var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }
}
