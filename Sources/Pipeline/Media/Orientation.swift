/// The rotation and reflection that make a stored picture upright: one of eight combinations.
public struct Orientation: Hashable, Sendable {
    /// Whether rows become columns.
    public var transposed: Bool
    /// Whether the upright picture's x axis runs against the corresponding stored axis.
    public var xReversed: Bool
    /// Whether the upright picture's y axis runs against the corresponding stored axis.
    public var yReversed: Bool

    /// Makes an orientation. The reversals apply to the axes after the transposition.
    public init(transposed: Bool, xReversed: Bool, yReversed: Bool) {
        self.transposed = transposed
        self.xReversed = xReversed
        self.yReversed = yReversed
    }

    /// The orientation of a picture that is stored upright.
    public static let upright = Orientation(transposed: false, xReversed: false, yReversed: false)

    /// Whether the picture is mirrored in addition to the rotation.
    public var mirrored: Bool { transposed ? xReversed == yReversed : xReversed != yReversed }

    /// The clockwise rotation in degrees: 0, 90, 180 or 270. A mirrored picture is rotated first, then mirrored left to
    /// right.
    public var rotation: Int {
        switch (transposed, yReversed) {
        case (false, false): 0
        case (true, false): 90
        case (false, true): 180
        case (true, true): 270
        }
    }

    /// Reads a container's 3x3 display matrix, row by row.
    ///
    /// A stored point (p, q) is displayed at x = a p + c q, y = b p + d q (ISO/IEC 14496-12, 6.2.2). Only the signs
    /// matter, so any scale is ignored. Other angles are rounded to the nearest right angle.
    init(displayMatrix matrix: [Int32]) {
        guard matrix.count >= 5 else {
            self = .upright
            return
        }
        let (a, b, c, d) = (Int64(matrix[0]), Int64(matrix[1]), Int64(matrix[3]), Int64(matrix[4]))
        let transposed = abs(b) + abs(c) > abs(a) + abs(d)
        self.init(
            transposed: transposed, xReversed: transposed ? c < 0 : a < 0, yReversed: transposed ? b < 0 : d < 0)
    }

    /// The display matrix for a container: 16.16 fixed point, with 2.30 in the last column.
    var displayMatrix: [Int32] {
        let x: Int32 = xReversed ? -65536 : 65536
        let y: Int32 = yReversed ? -65536 : 65536
        return transposed ? [0, y, 0, x, 0, 0, 0, 0, 1 << 30] : [x, 0, 0, 0, y, 0, 0, 0, 1 << 30]
    }

    /// Returns the size of the upright picture.
    func size(width: Int, height: Int) -> (width: Int, height: Int) {
        transposed ? (height, width) : (width, height)
    }
}
