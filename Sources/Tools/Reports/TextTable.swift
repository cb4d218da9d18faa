/// A table in plain text. The first column is left-aligned, the others are right-aligned.
package struct TextTable: Sendable {
    /// The names of the columns.
    package let heading: [String]
    /// The rows, each with one cell per column.
    package private(set) var rows: [[String]] = []

    /// Starts a table with the given columns.
    package init(_ heading: [String]) {
        self.heading = heading
    }

    /// Appends a row. Missing cells are empty, and cells beyond the last column are dropped.
    package mutating func add(_ cells: [String]) {
        rows.append(Array((cells + repeatElement("", count: heading.count)).prefix(heading.count)))
    }

    /// The table as text, with a line feed after each line.
    package var text: String {
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
}
