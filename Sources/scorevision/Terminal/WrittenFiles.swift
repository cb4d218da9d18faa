import Synchronization

/// What a command has written so far, for what it reports when it is interrupted.
final class WrittenFiles: Sendable {
    private let state = Mutex(State())

    private struct State {
        var begun: Set<String> = []
        var finished: Set<String> = []
    }

    /// Notes that bytes go where they can't be taken back from: standard output, or another pipe.
    func begin(_ name: String) { state.withLock { _ = $0.begun.insert(name) } }

    /// Notes that a file is there as a whole.
    func finish(_ name: String) { state.withLock { _ = $0.finished.insert(name) } }

    /// Returns a sentence or two: which of these are written.
    /// - Parameter names: all that the command writes, in their order.
    func interruption(of names: [String]) -> String {
        let state = state.withLock { $0 }
        let written = names.filter(state.finished.contains)
        let cut = names.filter { state.begun.contains($0) && !state.finished.contains($0) }
        let missing = names.filter { !state.begun.contains($0) && !state.finished.contains($0) }
        guard !(written + cut).isEmpty else { return "Interrupted; nothing was written." }
        let parts = [
            Self.clause(written, "is written", "are written"), Self.clause(cut, "is cut off", "are cut off"),
            Self.clause(missing, "is not written", "are not written"),
        ]
        return "Interrupted; " + parts.compactMap(\.self).joined(separator: ", ") + "."
    }

    private static func clause(_ names: [String], _ one: String, _ several: String) -> String? {
        guard let last = names.last else { return nil }
        guard names.count > 1 else { return "\(last) \(one)" }
        return "\(names.dropLast().joined(separator: ", ")) and \(last) \(several)"
    }
}
