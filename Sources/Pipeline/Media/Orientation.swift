/// How a stored picture is turned and mirrored to stand upright: one of eight ways.
public struct Orientation: Hashable, Sendable {
    /// Rows become columns.
    public var transposed: Bool
    /// The upright picture's x runs against the stored axis that it comes from.
    public var xReversed: Bool
    /// The upright picture's y runs against the stored axis that it comes from.
    public var yReversed: Bool

    public init(transposed: Bool, xReversed: Bool, yReversed: Bool) {
        self.transposed = transposed
        self.xReversed = xReversed
        self.yReversed = yReversed
    }

    public static let upright = Orientation(transposed: false, xReversed: false, yReversed: false)

    /// Whether the picture is mirrored besides being turned.
    public var mirrored: Bool { transposed ? xReversed == yReversed : xReversed != yReversed }

    /// Clockwise degrees: 0, 90, 180 or 270. A mirrored picture is turned first, then mirrored left to right.
    public var rotation: Int {
        switch (transposed, yReversed) {
        case (false, false): 0
        case (true, false): 90
        case (false, true): 180
        case (true, true): 270
        }
    }

    /// From a container's 3x3 display matrix, row by row.
    ///
    /// A stored point (p, q) is shown at x = a p + c q, y = b p + d q (ISO/IEC 14496-12, 6.2.2). Only the signs are
    /// taken, so a scale does no harm; an angle between right angles goes to the nearest one.
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

    /// The same as a container writes it: 16.16 fixed point, the last column 2.30.
    var displayMatrix: [Int32] {
        let x: Int32 = xReversed ? -65536 : 65536
        let y: Int32 = yReversed ? -65536 : 65536
        return transposed ? [0, y, 0, x, 0, 0, 0, 0, 1 << 30] : [x, 0, 0, 0, y, 0, 0, 0, 1 << 30]
    }

    /// The size of the upright picture.
    func size(width: Int, height: Int) -> (width: Int, height: Int) {
        transposed ? (height, width) : (width, height)
    }
}
