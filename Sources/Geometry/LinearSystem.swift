/// A square system of linear equations, kept symmetric and filled row by row by least squares.
struct LinearSystem {
    let size: Int
    /// The coefficients of one equation, of which the first `size` count: a vector of the processor, for an array of its
    /// own for each equation would cost more than the equation.
    typealias Row = SIMD16<Double>

    /// Row-major, `size` x `size`.
    var matrix: [Double]
    var right: [Double]

    init(size: Int) {
        self.size = size
        matrix = [Double](repeating: 0, count: size * size)
        right = [Double](repeating: 0, count: size)
    }

    /// Adds the equation `row` · x = `value` to the normal equations, counted `weight` times.
    mutating func add(row: Row, value: Double, weight: Double) {
        for i in 0..<size where row[i] != 0 {
            let scaled = row[i] * weight
            for j in 0..<size {
                matrix[i * size + j] += scaled * row[j]
            }
            right[i] += scaled * value
        }
    }

    /// The solution by Gaussian elimination with partial pivoting; `nil` where the matrix is singular, which is taken
    /// to be so when a pivot falls below `tolerance` times the largest element.
    func solved(tolerance: Double = 1e-12) -> [Double]? {
        var a = matrix
        var b = right
        let largest = a.reduce(0) { max($0, abs($1)) }
        guard largest > 0, largest.isFinite else { return nil }
        for column in 0..<size {
            var pivot = column
            for row in (column + 1)..<max(size, column + 1)
            where abs(a[row * size + column]) > abs(a[pivot * size + column]) {
                pivot = row
            }
            guard abs(a[pivot * size + column]) > tolerance * largest else { return nil }
            if pivot != column {
                for k in column..<size { a.swapAt(pivot * size + k, column * size + k) }
                b.swapAt(pivot, column)
            }
            for row in (column + 1)..<max(size, column + 1) {
                let factor = a[row * size + column] / a[column * size + column]
                guard factor != 0 else { continue }
                for k in column..<size { a[row * size + k] -= factor * a[column * size + k] }
                b[row] -= factor * b[column]
            }
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
            var sum = b[row]
            for k in (row + 1)..<max(size, row + 1) { sum -= a[row * size + k] * b[k] }
            b[row] = sum / a[row * size + row]
        }
        return b.allSatisfy(\.isFinite) ? b : nil
    }
}

extension LinearSystem.Row {
    /// An equation of up to 9 unknowns.
    static func of(
        _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double, _ g: Double, _ h: Double,
        _ i: Double = 0
    ) -> Self {
        Self(lowHalf: SIMD8(a, b, c, d, e, f, g, h), highHalf: SIMD8(i, 0, 0, 0, 0, 0, 0, 0))
    }
}
