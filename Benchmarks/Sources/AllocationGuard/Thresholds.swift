import Foundation

/// The committed thresholds, by the name of the function.
struct Thresholds {
    private(set) var figures: [String: Figures]
    let path: String

    /// Nothing where there is no file yet.
    init(path: String) throws {
        self.path = path
        guard let data = FileManager.default.contents(atPath: path) else {
            figures = [:]
            return
        }
        figures = try JSONDecoder().decode([String: Figures].self, from: data)
    }

    /// Takes new figures. A machine that can't count instructions leaves the threshold for them as it was.
    mutating func update(_ measured: [(name: String, figures: Figures)]) throws {
        let old = figures
        figures = Dictionary(
            uniqueKeysWithValues: measured.map { name, figures in
                var figures = figures
                figures.instructions = figures.instructions ?? old[name]?.instructions
                return (name, figures)
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try (encoder.encode(figures) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
