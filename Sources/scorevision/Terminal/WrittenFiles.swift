import Synchronization

/// The outputs that a command has written so far, for its message after an interruption.
final class WrittenFiles: Sendable {
    private let state = Mutex(State())

    private struct State {
        var begun: Set<String> = []
        var finished: Set<String> = []
    }

    /// Records that output has started to a destination that cannot be undone, such as standard output or a pipe.
    func begin(_ name: String) { state.withLock { _ = $0.begun.insert(name) } }

    /// Records that an output is complete.
    func finish(_ name: String) { state.withLock { _ = $0.finished.insert(name) } }

    /// Returns a sentence that says which outputs are written.
    ///
    /// - Parameter names: All outputs of the command, in order.
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
