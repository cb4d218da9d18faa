/// A square system of up to 16 linear equations, built as the symmetric normal equations of a least-squares problem.
package struct LinearSystem {
    let size: Int
    /// The coefficients of an equation. The first `size` are used, and the rest are 0.
    ///
    /// The row is a SIMD vector, because allocating an array for each equation would cost more than the equation
    /// itself.
    package typealias Row = SIMD16<Double>

    package var rows: [Row]
    package var right: Row = .zero

    package init(size: Int) {
        self.size = size
        rows = [Row](repeating: .zero, count: size)
    }

    /// Adds the equation `row` · x = `value` to the normal equations with a weight.
    package mutating func add(row: Row, value: Double, weight: Double) {
        let scaled = row * weight
        for i in 0..<size where scaled[i] != 0 { rows[i] += row * scaled[i] }
        right += scaled * value
    }

    /// Returns the system with its diagonal multiplied by `factor`: Levenberg's damping in Marquardt's form.
    package func damped(by factor: Double) -> LinearSystem {
        var system = self
        for i in 0..<size { system.rows[i][i] *= factor }
        return system
    }

    /// Returns the solution by Gaussian elimination with partial pivoting.
    ///
    /// Returns `nil` if the matrix is singular, which is assumed if a pivot is below `tolerance` times the largest
    /// element.
    package func solved(tolerance: Double = 1e-12) -> [Double]? { solved(right: right, tolerance: tolerance) }

    /// Returns the solution for another right side.
    package func solved(right: Row, tolerance: Double = 1e-12) -> [Double]? {
        var (a, b) = (rows, right)
        var largest = 0.0
        for row in a {
            for i in 0..<size { largest = max(largest, abs(row[i])) }
        }
        guard largest > 0, largest.isFinite else { return nil }
        for column in 0..<size {
            var pivot = column
            for row in (column + 1)..<max(size, column + 1) where abs(a[row][column]) > abs(a[pivot][column]) {
                pivot = row
            }
            guard abs(a[pivot][column]) > tolerance * largest else { return nil }
            if pivot != column {
                a.swapAt(pivot, column)
                (b[pivot], b[column]) = (b[column], b[pivot])
            }
            let (leading, value) = (a[column], b[column])
            for row in (column + 1)..<max(size, column + 1) {
                let factor = a[row][column] / leading[column]
                guard factor != 0 else { continue }
                a[row] -= leading * factor
                b[row] -= value * factor
            }
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
            var sum = b[row]
            for k in (row + 1)..<max(size, row + 1) { sum -= a[row][k] * b[k] }
            b[row] = sum / a[row][row]
        }
        let solution = (0..<size).map { b[$0] }
        return solution.allSatisfy(\.isFinite) ? solution : nil
    }
}

extension LinearSystem.Row {
    /// Makes an equation of up to 9 unknowns.
    static func of(
        _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double, _ g: Double, _ h: Double,
        _ i: Double = 0
    ) -> Self {
        Self(lowHalf: SIMD8(a, b, c, d, e, f, g, h), highHalf: SIMD8(i, 0, 0, 0, 0, 0, 0, 0))
    }
}
