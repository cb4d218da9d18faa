import Foundation
import Logging
import Synchronization

/// Shows the progress of work on frames: a bar on a terminal, otherwise a log line every 100 frames.
final class ProgressDisplay: Sendable {
    private let verb: String
    private let logger: Logger
    private let note: @Sendable () -> String?
    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private let shown = Mutex(Shown())

    private struct Shown {
        var lastDrawn = ContinuousClock.now - .seconds(1)
        var lastLogged = 0
        var done = 0
        var total: Int?
        var isOver = false
    }

    /// Creates a display.
    ///
    /// - Parameters:
    ///   - verb: The action on the frames, such as "Processed".
    ///   - logger: Receives log lines if standard error is not a terminal.
    ///   - note: Returns further information, such as the progress of the download.
    init(verb: String, logger: Logger, note: @escaping @Sendable () -> String? = { nil }) {
        self.verb = verb
        self.note = note
        self.logger = logger
        isTerminal = isatty(STDERR_FILENO) == 1
    }

    /// Shows that `done` frames are finished, of `total` if that is known.
    func update(done: Int, total: Int?) {
        shown.withLock { shown in
            (shown.done, shown.total) = (done, total)
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

    /// Redraws the bar repeatedly, so that the note stays current while no frame finishes.
    func keepUp(while isNeeded: @Sendable () -> Bool) async {
        while isTerminal, isNeeded(), (try? await Task.sleep(for: .milliseconds(200))) != nil {
            shown.withLock { if !$0.isOver { draw(done: $0.done, total: $0.total) } }
        }
    }

    /// Removes the bar, so that the next output starts on an empty line.
    func finish() {
        shown.withLock { $0.isOver = true }
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
        let frames = String(
            format: "%@ %d frames in %.1fs (%.2f fps)", verb, done, seconds, seconds > 0 ? Double(done) / seconds : 0)
        return note().map { "\(frames), \($0)" } ?? frames
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
