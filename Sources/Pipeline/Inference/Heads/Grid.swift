/// The cells of a YOLO network's output: one per 8 x 8, 16 x 16 and 32 x 32 pixels, row by row, in this order.
enum Grid {
    static let strides = [8, 16, 32]

    static func cellCount(width: Int, height: Int) -> Int {
        strides.reduce(0) { $0 + (width / $1) * (height / $1) }
    }

    /// Column, row and stride of each cell.
    static func cells(width: Int, height: Int) -> [(x: Int, y: Int, stride: Int)] {
        strides.flatMap { stride in
            (0..<(height / stride)).flatMap { y in (0..<(width / stride)).map { x in (x, y, stride) } }
        }
    }
}
