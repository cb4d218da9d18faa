import Geometry
import Testing
import Tracking

@Suite struct AssignmentSolverTests {
    /// The least sum over all ways to pair rows and columns, a row and a column left alone costing `limit`.
    private func bruteForce(_ costs: [Double], rows: Int, columns: Int, limit: Double) -> Double {
        func best(_ row: Int, _ used: Set<Int>) -> Double {
            guard row < rows else { return 0 }
            // A row may stay alone; each pair saves limit - cost.
            var least = best(row + 1, used)
            for column in 0..<columns where !used.contains(column) {
                let cost = min(costs[row * columns + column], limit) - limit
                least = min(least, cost + best(row + 1, used.union([column])))
            }
            return least
        }
        return best(0, [])
    }

    @Test(arguments: 0..<40)
    func isAsGoodAsTryingAll(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let rows = Int.random(in: 1...6, using: &generator)
        let columns = Int.random(in: 1...6, using: &generator)
        let costs = (0..<rows * columns).map { _ in Double.random(in: 0...1, using: &generator) }
        for limit in [0.3, 0.8, 2] {
            var solver = AssignmentSolver()
            solver.solve(costs: costs, rows: rows, columns: columns, limit: limit)
            var sum = 0.0
            var used: Set<Int> = []
            for (row, column) in solver.columnOfRow.enumerated() where column >= 0 {
                #expect(used.insert(column).inserted)
                #expect(costs[row * columns + column] < limit)
                sum += costs[row * columns + column] - limit
            }
            #expect(abs(sum - bruteForce(costs, rows: rows, columns: columns, limit: limit)) < 1e-9)
        }
    }

    /// scipy 1.17 `linear_sum_assignment` on this matrix: columns 1, 0, 2, sum 5.
    @Test func agreesWithSciPy() {
        var solver = AssignmentSolver()
        solver.solve(costs: [4, 1, 3, 2, 0, 5, 3, 2, 2], rows: 3, columns: 3, limit: 100)
        #expect(solver.columnOfRow == [1, 0, 2])
    }

    @Test func workSpaceOfALargerProblemDoesNotLeakIntoASmallerOne() {
        var solver = AssignmentSolver()
        solver.solve(costs: (0..<64).map { Double($0 * 37 % 64) }, rows: 8, columns: 8, limit: 100)
        solver.solve(costs: [9, 1, 1, 9], rows: 2, columns: 2, limit: 100)
        #expect(solver.columnOfRow == [1, 0])
    }

    @Test func emptyAndBrokenCostsLeaveRowsAlone() {
        var solver = AssignmentSolver()
        solver.solve(costs: [], rows: 0, columns: 5, limit: 1)
        #expect(solver.columnOfRow.isEmpty)
        solver.solve(costs: [], rows: 3, columns: 0, limit: 1)
        #expect(solver.columnOfRow == [-1, -1, -1])
        solver.solve(costs: [.nan, .infinity, 0.5, .nan], rows: 2, columns: 2, limit: 1)
        #expect(solver.columnOfRow == [-1, 0])
    }
}
