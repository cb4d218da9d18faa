/// A table in plain text: the first column to the left, figures to the right.
struct TextTable {
    var heading: [String]
    var rows: [[String]] = []

    init(_ heading: [String]) {
        self.heading = heading
    }

    var text: String {
        let lines = [heading] + rows
        let widths = heading.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = zip(line, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }

    /// - Precondition: as many cells as the heading has; what is missing is left empty.
    mutating func add(_ cells: [String]) {
        rows.append(Array((cells + repeatElement("", count: heading.count)).prefix(heading.count)))
    }
}
