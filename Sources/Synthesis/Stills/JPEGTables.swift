/// Quantisation and order of the coefficients in a baseline JPEG (ITU-T T.81, Annex K and figure A.6).
enum JPEGTables {
    /// For quality 50, row by row.
    static let luma = [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ]

    static let chroma: [Int] = {
        var table = [Int](repeating: 99, count: 64)
        for (row, values) in [[17, 18, 24, 47], [18, 21, 26, 66], [24, 26, 56], [47, 66]].enumerated() {
            for (column, value) in values.enumerated() { table[row * 8 + column] = value }
        }
        return table
    }()

    /// Where the k-th coefficient lies in the block, row by row.
    static let zigzag: [Int] = (0..<64).sorted { a, b in
        func key(_ i: Int) -> (Int, Int) {
            let (row, column) = (i / 8, i % 8)
            return (row + column, (row + column) % 2 == 0 ? column : row)
        }
        return key(a) < key(b)
    }

    /// A table for a quality from 1 to 100, by the rule that most encoders share.
    static func scaled(_ table: [Int], quality: Int) -> [Int] {
        let scale = quality < 50 ? 5000 / quality : 200 - 2 * quality
        return table.map { max(1, min(255, ($0 * scale + 50) / 100)) }
    }
}
