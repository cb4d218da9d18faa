/// A solver for the optimal one-to-one assignment between the rows and columns of a cost matrix.
///
/// It uses shortest augmenting paths with dual variables, O(n^3) (Jonker and Volgenant, 1987). It keeps its work space
/// between calls, so a call allocates memory only for a matrix that is larger than all before.
public struct AssignmentSolver: Sendable {
    /// The column of each row after `solve`, or -1 for a row without one.
    public private(set) var columnOfRow: [Int] = []

    private var capped: [Double] = []
    private var rowOfColumn: [Int] = []
    private var rowPotential: [Double] = []
    private var columnPotential: [Double] = []
    private var shortest: [Double] = []
    private var previous: [Int] = []
    private var isDone: [Bool] = []

    /// Makes a solver without work space.
    public init() {}

    /// Finds the assignment with the smallest sum of costs, where an unassigned row and column together cost `limit`.
    ///
    /// The result is in `columnOfRow`.
    ///
    /// - Parameters:
    ///   - costs: row-major, at least `rows` x `columns` values. NaN counts as `limit`.
    ///   - rows: the number of rows.
    ///   - columns: the number of columns.
    ///   - limit: the cost at and above which a row and a column are never assigned to each other.
    public mutating func solve(costs: [Double], rows: Int, columns: Int, limit: Double) {
        columnOfRow.removeAll(keepingCapacity: true)
        columnOfRow.append(contentsOf: repeatElement(-1, count: max(0, rows)))
        guard rows > 0, columns > 0, costs.count >= rows * columns else { return }
        // The search adds one row at a time and needs a free column for each.
        let isTransposed = rows > columns
        let (n, m) = isTransposed ? (columns, rows) : (rows, columns)
        prepare(n, m)
        for i in 0..<n {
            for j in 0..<m {
                let cost = isTransposed ? costs[j * columns + i] : costs[i * columns + j]
                capped[i * m + j] = cost < limit ? cost : limit
            }
        }
        for row in 0..<n { augment(from: row, n: n, m: m) }
        for column in 0..<m {
            let row = rowOfColumn[column]
            guard row >= 0, row < n, capped[row * m + column] < limit else { continue }
            columnOfRow[isTransposed ? column : row] = isTransposed ? row : column
        }
    }

    private mutating func prepare(_ n: Int, _ m: Int) {
        if capped.count < n * m { capped = [Double](repeating: 0, count: n * m) }
        if rowPotential.count < n { rowPotential = [Double](repeating: 0, count: n) }
        if columnPotential.count < m + 1 {
            columnPotential = [Double](repeating: 0, count: m + 1)
            shortest = columnPotential
            rowOfColumn = [Int](repeating: -1, count: m + 1)
            previous = rowOfColumn
            isDone = [Bool](repeating: false, count: m + 1)
        }
        for i in 0..<n { rowPotential[i] = 0 }
        for j in 0...m {
            columnPotential[j] = 0
            rowOfColumn[j] = -1
        }
    }

    /// Assigns a column to `row` along the cheapest path of reassignments. Column `m` stands for the row itself.
    private mutating func augment(from row: Int, n: Int, m: Int) {
        for j in 0...m {
            shortest[j] = .infinity
            isDone[j] = false
        }
        rowOfColumn[m] = row
        var column = m
        repeat {
            isDone[column] = true
            let current = rowOfColumn[column]
            var step = Double.infinity
            var next = -1
            for j in 0..<m where !isDone[j] {
                let reduced = capped[current * m + j] - rowPotential[current] - columnPotential[j]
                if reduced < shortest[j] {
                    shortest[j] = reduced
                    previous[j] = column
                }
                if shortest[j] < step {
                    step = shortest[j]
                    next = j
                }
            }
            guard next >= 0 else { return }
            for j in 0...m {
                if isDone[j] {
                    rowPotential[rowOfColumn[j]] += step
                    columnPotential[j] -= step
                } else {
                    shortest[j] -= step
                }
            }
            column = next
        } while rowOfColumn[column] >= 0
        while column != m {
            let before = previous[column]
            rowOfColumn[column] = rowOfColumn[before]
            column = before
        }
    }
}
