public import Geometry

/// The name, size and origin of the picture that is evaluated.
public struct EvaluatedFrame: Hashable, Sendable {
    /// The name of the frame in the gallery: the name of a file, or of a clip with the frame index.
    public var name: String
    /// The frame's width in pixels.
    public var width: Int
    /// The frame's height in pixels.
    public var height: Int
    /// The name of the set that the frame belongs to; `nil` if only one is evaluated.
    public var set: String?
    /// The path of the picture; `nil` if it is a frame of a clip.
    public var path: String?

    /// Creates a frame with a name and its size in pixels.
    public init(name: String, width: Int, height: Int, set: String? = nil, path: String? = nil) {
        self.name = name
        self.width = width
        self.height = height
        self.set = set
        self.path = path
    }

    /// The frame's name, with that of its set if several are evaluated.
    var caption: String { self.set.map { "\(name) of \($0)" } ?? name }

    /// The factor from pixels of this frame to pixels of a frame 1280 wide, in which keypoint distances are given.
    var scaleTo1280: Double { 1280 / Double(max(width, 1)) }

    /// Returns a point as shares of the frame's width and height.
    func relative(_ point: Point) -> Point {
        Point(x: point.x / Double(max(width, 1)), y: point.y / Double(max(height, 1)))
    }
}

/// The mean of a figure over the picture's area, cell by cell. It shows where in the picture the errors are.
public struct PictureGrid: Hashable, Sendable {
    /// The number of columns.
    public let columns: Int
    /// The number of rows.
    public let rows: Int
    /// The sums of the cells, row by row.
    public private(set) var sums: [Double]
    /// The numbers of values in the cells, row by row.
    public private(set) var counts: [Int]

    /// Creates an empty grid.
    public init(columns: Int = 16, rows: Int = 9) {
        self.columns = max(columns, 1)
        self.rows = max(rows, 1)
        sums = [Double](repeating: 0, count: self.columns * self.rows)
        counts = [Int](repeating: 0, count: self.columns * self.rows)
    }

    /// Adds a value to the cell at `place`, given as shares of the width and height. Points outside count for the
    /// nearest cell.
    public mutating func add(_ value: Double, at place: Point) {
        guard value.isFinite, place.x.isFinite, place.y.isFinite else { return }
        let column = Int(min(max(place.x, 0) * Double(columns), Double(columns - 1)))
        let row = Int(min(max(place.y, 0) * Double(rows), Double(rows - 1)))
        sums[row * columns + column] += value
        counts[row * columns + column] += 1
    }

    /// Returns the mean of a cell; NaN if it has no values.
    public func mean(column: Int, row: Int) -> Double {
        let cell = row * columns + column
        return counts[cell] > 0 ? sums[cell] / Double(counts[cell]) : .nan
    }

    /// Whether the grid has no values.
    public var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }
}
