import CCounters
import Foundation

/// Measures the hot functions and fails where one costs more than its threshold.
///
/// usage: AllocationGuard THRESHOLDS.json [--update]
@main
struct AllocationGuard {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let path = arguments.first else {
            FileHandle.standardError.write(Data("usage: AllocationGuard THRESHOLDS.json [--update]\n".utf8))
            exit(64)
        }
        let countsInstructions = counters_open_instructions()
        if !countsInstructions { print("Instructions can't be counted on this machine; allocations and bytes are.\n") }
        let subjects = Subject.all()
        let measured = subjects.map {
            (name: $0.name, figures: Figures.measure($0, countsInstructions: countsInstructions))
        }
        var thresholds = try Thresholds(path: path)
        if arguments.contains("--update") { try thresholds.update(measured) }
        let isGood = report(subjects, measured.map(\.figures), thresholds)
        if !isGood { exit(1) }
    }

    private static func report(_ subjects: [Subject], _ measured: [Figures], _ thresholds: Thresholds) -> Bool {
        print(row(["function, per", "", "allocations", "bytes", "instructions", ""]))
        var isGood = true
        for (subject, figures) in zip(subjects, measured) {
            let excess = thresholds.figures[subject.name].map { figures.excess(over: $0) } ?? ["no threshold"]
            isGood = isGood && excess.isEmpty
            let state = excess.isEmpty ? "ok" : "FAILED: " + excess.joined(separator: ", ")
            print(
                row([
                    subject.name, subject.unit, "\(figures.allocations)", "\(figures.bytes)",
                    figures.instructions.map(String.init) ?? "-", state,
                ]))
        }
        if !isGood {
            print("\nOver a threshold. If the cost is meant, write the new thresholds with: make guard UPDATE=1")
        }
        return isGood
    }

    private static func row(_ cells: [String]) -> String {
        let widths = [22, 26, 12, 12, 14, 0]
        return zip(cells, widths).enumerated().map { column, cell in
            let padding = String(repeating: " ", count: max(cell.1 - cell.0.count, 0))
            return column < 2 || column == 5 ? cell.0 + padding : padding + cell.0
        }.joined(separator: " ")
    }
}
