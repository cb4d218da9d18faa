import Analysis
import Evaluation
public import Machine
import Reports

/// A description of a machine in words, for reports.
public struct MachineText: Sendable {
    private let machine: Machine

    /// Describes a machine.
    public init(_ machine: Machine) {
        self.machine = machine
    }

    /// The parts of the machine and their properties.
    public var rows: [(String, String)] {
        [("System", machine.system), ("Processor", processor), ("Memory", memory)]
            + (machine.graphics.isEmpty
                ? [("Graphics", "none found")] : machine.graphics.map { ("Graphics", card($0)) })
    }

    private var processor: String {
        let processor = machine.processor
        var text = "\(processor.name), \(processor.cores) cores"
        if let limit = processor.limit { text += ", limited to the processor time of \(limit.text(decimals: 1))" }
        return processor.vectorUnits.isEmpty ? text : text + "; " + processor.vectorUnits.joined(separator: ", ")
    }

    private var memory: String {
        let text = "\(gibibytes(machine.memory.total)), \(gibibytes(machine.memory.available)) available"
        return machine.memory.limit.map { "\(text), limited to \(gibibytes($0))" } ?? text
    }

    private func card(_ card: GraphicsCard) -> String {
        let memory = card.memory.map(gibibytes) ?? "memory unknown"
        return "\(card.name), \(memory), driver \(card.driver ?? "not loaded")"
    }

    private func gibibytes(_ bytes: Int) -> String { (Double(bytes) / Double(1 << 30)).text(decimals: 1) + " GiB" }
}
