/// The optimal assignment of a sparse cost matrix. It solves each connected group of rows and columns separately.
struct SparseAssignment {
    /// The column of each row that has one.
    private(set) var pairs: [Int: Int] = [:]

    /// Solves an assignment.
    ///
    /// - Parameters:
    ///   - links: the possible pairs, without duplicates, each cheaper than `limit`.
    ///   - limit: the cost of an unassigned row and column together.
    ///   - largestMatrix: the size above which a group is solved only nearly optimally. An optimal solution of the
    ///     groups in a shot of an hour would take minutes and gigabytes.
    init(_ links: [(from: Int, to: Int, cost: Double)], limit: Double, largestMatrix: Int = 1_000_000) {
        var solver = AssignmentSolver()
        for group in Self.groups(links) {
            let rows = Array(Set(group.map(\.from))).sorted()
            let columns = Array(Set(group.map(\.to))).sorted()
            guard rows.count * columns.count <= largestMatrix else {
                takeCheapest(group)
                continue
            }
            let rowIndex = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
            let columnIndex = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
            var costs = [Double](repeating: limit, count: rows.count * columns.count)
            for link in group {
                guard let row = rowIndex[link.from], let column = columnIndex[link.to] else { continue }
                costs[row * columns.count + column] = link.cost
            }
            solver.solve(costs: costs, rows: rows.count, columns: columns.count, limit: limit)
            for (i, row) in rows.enumerated() where solver.columnOfRow[i] >= 0 {
                pairs[row] = columns[solver.columnOfRow[i]]
            }
        }
    }

    /// Takes the links one by one, cheapest first. The result is nearly optimal and suits groups of any size.
    private mutating func takeCheapest(_ group: [(from: Int, to: Int, cost: Double)]) {
        var taken: Set<Int> = []
        for link in group.sorted(by: { ($0.cost, $0.from, $0.to) < ($1.cost, $1.from, $1.to) })
        where pairs[link.from] == nil && taken.insert(link.to).inserted {
            pairs[link.from] = link.to
        }
    }

    /// Returns the links in groups that share rows or columns, directly or through other links.
    private static func groups(
        _ links: [(from: Int, to: Int, cost: Double)]
    ) -> [[(from: Int, to: Int, cost: Double)]] {
        let rows = (links.map(\.from).max() ?? -1) + 1
        let columns = (links.map(\.to).max() ?? -1) + 1
        var parent = Array(0..<(rows + columns))
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        for link in links { parent[root(link.from)] = root(rows + link.to) }
        var groups: [Int: [(from: Int, to: Int, cost: Double)]] = [:]
        for link in links { groups[root(link.from), default: []].append(link) }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }
}
