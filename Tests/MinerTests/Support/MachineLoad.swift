import Analysis
import Foundation
import Machine
import Platform

/// What else the machine has to do, so that a test may hold to the clock where that tells something.
enum MachineLoad {
    /// Whether more wants to run than there are cores, on average over the last minute (proc(5), `loadavg`).
    static var isBusy: Bool {
        let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        let load = text.split(separator: " ").first.flatMap { Double($0) } ?? 0
        return load >= Double(ProcessInfo.processInfo.activeProcessorCount)
    }

    /// Seconds that a task waits for its turn at the moment: a fraction of a millisecond on a machine that has nothing
    /// else to do.
    static func delay() async throws -> Double {
        let start = ContinuousClock.now
        try await Task.detached { try await Task.sleep(for: .milliseconds(1)) }.value
        return max(0, start.duration(to: .now).seconds - 0.001)
    }
}
