import Foundation
import Logging
import Synchronization

/// Tells how far the work is: a bar on a terminal, a log line each 100 frames elsewhere.
final class ProgressDisplay: Sendable {
    private let verb: String
    private let logger: Logger
    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private let shown = Mutex(Shown())

    private struct Shown {
        var lastDrawn = ContinuousClock.now - .seconds(1)
        var lastLogged = 0
    }

    /// - Parameter verb: what is done to the frames, "Processed".
    init(verb: String, logger: Logger) {
        self.verb = verb
        self.logger = logger
        isTerminal = isatty(STDERR_FILENO) == 1
    }

    /// Tells that `done` frames are done, of `total` where that is known.
    func update(done: Int, total: Int?) {
        shown.withLock { shown in
            if isTerminal {
                let now = ContinuousClock.now
                guard now - shown.lastDrawn > .milliseconds(80) || done == total else { return }
                shown.lastDrawn = now
                draw(done: done, total: total)
            } else if done / 100 > shown.lastLogged / 100 {
                shown.lastLogged = done
                logger.info("\(line(done: done / 100 * 100))")
            }
        }
    }

    /// Takes the bar away, so that what is printed next starts on an empty line.
    func finish() {
        if isTerminal { write("\r\u{1B}[K") }
    }

    private func draw(done: Int, total: Int?) {
        var text = "\r\u{1B}[K"
        if let total, total > 0 {
            let share = min(1, Double(done) / Double(total))
            let filled = Int(share * 30)
            text += String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
            text += String(format: " %3.0f %%  ", share * 100)
        }
        write(text + line(done: done))
    }

    private func line(done: Int) -> String {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return String(
            format: "%@ %d frames in %.1fs (%.2f fps)", verb, done, seconds, seconds > 0 ? Double(done) / seconds : 0)
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
