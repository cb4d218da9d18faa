import CCounters

/// What one call of a function costs. None of it depends on how busy the machine is.
struct Figures: Codable, Equatable {
    var allocations: Int
    /// Asked for, in those allocations.
    var bytes: Int
    /// Outside the kernel; nil where the processor's count can't be read.
    var instructions: Int?

    /// Means over `repetitions` calls, after some that warm up what is made once.
    static func measure(_ subject: Subject, repetitions: Int = 20, countsInstructions: Bool) -> Figures {
        for _ in 0..<3 { subject.work() }
        let before = (counters_read_allocated(), counters_read_instructions())
        for _ in 0..<repetitions { subject.work() }
        let after = (counters_read_allocated(), counters_read_instructions())
        func mean(_ difference: UInt64) -> Int { (Int(difference) + repetitions / 2) / repetitions }
        return Figures(
            allocations: mean(after.0.allocations - before.0.allocations), bytes: mean(after.0.bytes - before.0.bytes),
            instructions: countsInstructions ? mean(after.1 - before.1) : nil)
    }

    /// What is over a threshold, in words; allocations have no leeway, for they are the same in every run.
    func excess(over limit: Figures) -> [String] {
        var excess: [String] = []
        if allocations > limit.allocations { excess.append("\(allocations) allocations over \(limit.allocations)") }
        // Buffers grow by steps that differ between versions of the libraries.
        if Double(bytes) > Double(limit.bytes) * 1.02 { excess.append("\(bytes) bytes over \(limit.bytes)") }
        if let instructions, let most = limit.instructions, Double(instructions) > Double(most) * 1.05 {
            excess.append("\(instructions) instructions over \(most)")
        }
        return excess
    }
}
