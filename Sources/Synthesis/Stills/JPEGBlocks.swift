/// The quantised coefficients of one plane, block by block.
struct JPEGBlocks {
    let columns: Int
    let rows: Int
    /// 64 per block, in zigzag order.
    private(set) var coefficients: [Int16]

    /// `columns` x `rows` blocks of 8 x 8 over a plane; beyond its edge the last sample goes on.
    init(plane: [UInt8], width: Int, height: Int, columns: Int, rows: Int, table: [Int]) {
        self.columns = columns
        self.rows = rows
        coefficients = []
        coefficients.reserveCapacity(columns * rows * 64)
        let scales = table.map { 1 / Float($0) }
        var samples = [Float](repeating: 0, count: 64)
        for row in 0..<rows {
            for column in 0..<columns {
                for y in 0..<8 {
                    let line = min(height - 1, row * 8 + y) * width
                    for x in 0..<8 {
                        samples[y * 8 + x] = Float(plane[line + min(width - 1, column * 8 + x)]) - 128
                    }
                }
                let spectrum = Self.transformed(Self.transformed(samples))
                for k in 0..<64 {
                    let i = JPEGTables.zigzag[k]
                    coefficients.append(Int16((spectrum[i] * scales[i]).rounded()))
                }
            }
        }
    }

    /// The cosine transform of every row, written as columns: twice gives that of the block (T.81, A.3.3).
    private static func transformed(_ block: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: 64)
        for y in 0..<8 {
            for u in 0..<8 {
                var sum: Float = 0
                for x in 0..<8 { sum += block[y * 8 + x] * cosines[u * 8 + x] }
                result[u * 8 + y] = sum
            }
        }
        return result
    }

    private static let cosines: [Float] = (0..<64).map { i in
        let (u, x) = (i / 8, i % 8)
        let scale = u == 0 ? 0.5 * 0.5.squareRoot() : 0.5
        return Float(scale * Trigonometry.cos(Double((2 * x + 1) * u) * Trigonometry.pi / 16))
    }
}
