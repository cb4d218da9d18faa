extension Setting {
    /// Returns the setting that `name` probably means, or `nil` if no name is similar.
    static func nearest(to name: String) -> Setting? {
        // The spelling of a flag counts like that of a variable.
        let wanted = Array(name.uppercased().replacing("-", with: "_"))
        let distances = everything.map { setting in
            let spellings = [setting.name] + setting.flagNames.map { $0.uppercased().replacing("-", with: "_") }
            return (setting, spellings.map { distance(wanted, Array($0)) }.min() ?? .max)
        }
        guard let (setting, distance) = distances.min(by: { $0.1 < $1.1 }), distance <= max(2, wanted.count / 3) else {
            return nil
        }
        return setting
    }

    /// Returns the number of letters to insert, delete, replace or swap with a neighbour to turn one word into the
    /// other (optimal string alignment distance).
    private static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var rows = [Array(0...second.count)]
        for (i, letter) in first.enumerated() {
            var row = [i + 1]
            for (j, other) in second.enumerated() {
                var least = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (letter == other ? 0 : 1))
                if i > 0, j > 0, letter == second[j - 1], first[i - 1] == other {
                    least = min(least, rows[i - 1][j - 1] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[first.count][second.count]
    }
}
