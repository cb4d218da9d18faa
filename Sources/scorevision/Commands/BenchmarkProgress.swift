import Benchmarking
import Foundation
import Logging

/// Shows the progress of a benchmark: a changing line on a terminal, otherwise a log line per round.
struct BenchmarkProgress {
    private let logger: Logger
    private let isQuiet: Bool
    private let isTerminal: Bool

    init(logger: Logger, isQuiet: Bool) {
        self.logger = logger
        self.isQuiet = isQuiet
        isTerminal = isatty(STDERR_FILENO) == 1
    }

    func show(_ step: BenchmarkRunner.Step) {
        guard !isQuiet else { return }
        let perRound = step.total / max(step.rounds, 1)
        if isTerminal {
            write("\r\u{1B}[K[\(step.done + 1)/\(step.total)] round \(step.round + 1): \(step.setting.label)")
        } else if step.done % perRound == 0 {
            logger.info("Round \(step.round + 1) of at most \(step.rounds): \(perRound) settings")
        }
    }

    /// Removes the line.
    func finish() {
        if isTerminal, !isQuiet { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
