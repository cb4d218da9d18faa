import Tracking

/// The one-to-one matching of rows and columns with the largest total score, if few pairs have a score.
///
/// Boxes overlap few others, so the pairs fall into small independent groups. Solving each group separately gives the
/// same total as solving the whole matrix, in a fraction of the time.
struct BestMatching {
    struct Pair {
        var row: Int
        var column: Int
        /// The score, greater than 0.
        var score: Double
    }

    private var solver = AssignmentSolver()

    /// Returns the indices in `pairs` of the chosen pairs, ascending.
    mutating func choose(from pairs: [Pair], rows: Int, columns: Int) -> [Int] {
        var chosen: [Int] = []
        for group in Self.groups(of: pairs, rows: rows, columns: columns) {
            if group.count == 1 {
                chosen.append(group[0])
            } else {
                solve(group, of: pairs, into: &chosen)
            }
        }
        return chosen.sorted()
    }

    private mutating func solve(_ group: [Int], of pairs: [Pair], into chosen: inout [Int]) {
        var rowPlaces: [Int: Int] = [:]
        var columnPlaces: [Int: Int] = [:]
        for pair in group {
            rowPlaces[pairs[pair].row] = rowPlaces[pairs[pair].row] ?? rowPlaces.count
            columnPlaces[pairs[pair].column] = columnPlaces[pairs[pair].column] ?? columnPlaces.count
        }
        var costs = [Double](repeating: 0, count: rowPlaces.count * columnPlaces.count)
        var pairAt = [Int](repeating: -1, count: costs.count)
        for pair in group {
            guard let row = rowPlaces[pairs[pair].row], let column = columnPlaces[pairs[pair].column] else { continue }
            costs[row * columnPlaces.count + column] = -pairs[pair].score
            pairAt[row * columnPlaces.count + column] = pair
        }
        solver.solve(costs: costs, rows: rowPlaces.count, columns: columnPlaces.count, limit: 0)
        for (row, column) in solver.columnOfRow.enumerated() where column >= 0 {
            chosen.append(pairAt[row * columnPlaces.count + column])
        }
    }

    /// Returns the connected components of the graph whose edges are the pairs, using a disjoint-set forest.
    private static func groups(of pairs: [Pair], rows: Int, columns: Int) -> [[Int]] {
        var parent = Array(0..<(rows + columns))
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        for pair in pairs {
            let (a, b) = (root(pair.row), root(rows + pair.column))
            parent[max(a, b)] = min(a, b)
        }
        var groupOfRoot = [Int](repeating: -1, count: rows + columns)
        var groups: [[Int]] = []
        for (place, pair) in pairs.enumerated() {
            let root = root(pair.row)
            if groupOfRoot[root] < 0 {
                groupOfRoot[root] = groups.count
                groups.append([])
            }
            groups[groupOfRoot[root]].append(place)
        }
        return groups
    }
}
