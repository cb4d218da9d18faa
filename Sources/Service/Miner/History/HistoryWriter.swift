import Analysis
import Foundation
import Logging
import Platform
import ServiceLifecycle
import Synchronization

/// Writes the history in the background, in order, and deletes what is old.
final class HistoryWriter: Service {
    let history: History
    private let days: Double
    private let metrics: Metrics
    private let logger: Logger
    private let lastID: Mutex<Int64>
    private let entries: AsyncStream<Entry>
    private let adder: AsyncStream<Entry>.Continuation
    /// Results that wait to be written, in bytes.
    private let waiting = Mutex(0)

    private enum Entry: Sendable {
        case began(ChallengeRecord)
        case ended(ChallengeRecord, result: [UInt8]?)
        case prune
    }

    /// Results that may wait for a disk that is slow: more are not kept.
    private static let mostWaiting = 64 << 20

    /// Throws where the history can't be read.
    convenience init(_ history: History, days: Double, metrics: Metrics, logger: Logger) throws {
        self.init(history, lastID: try history.lastID(), days: days, metrics: metrics, logger: logger)
    }

    // Apart from what can fail: Swift 6.3's optimiser stumbles over a mutex in a thing that is half made.
    private init(_ history: History, lastID: Int64, days: Double, metrics: Metrics, logger: Logger) {
        self.history = history
        self.days = days
        self.metrics = metrics
        self.logger = logger
        self.lastID = Mutex(lastID)
        (entries, adder) = AsyncStream.makeStream()
    }

    /// A new challenge's id.
    func newID() -> Int64 {
        lastID.withLock { last in
            last += 1
            return last
        }
    }

    func began(_ record: ChallengeRecord) { adder.yield(.began(record)) }

    func ended(_ record: ChallengeRecord, result: [UInt8]?) {
        let isKept = waiting.withLock { waiting in
            let count = result?.count ?? 0
            guard waiting + count <= Self.mostWaiting else { return false }
            waiting += count
            return true
        }
        adder.yield(.ended(record, result: isKept ? result : nil))
    }

    /// Writes until the service stops and all is written.
    func run() async throws {
        let pruner = Task { [adder] in
            repeat { adder.yield(.prune) } while (try? await Task.sleep(for: .seconds(3600))) != nil
        }
        await withGracefulShutdownHandler {
            for await entry in entries { await write(entry) }
        } onGracefulShutdown: { [adder] in
            adder.finish()
        }
        pruner.cancel()
    }

    private func write(_ entry: Entry) async {
        do {
            switch entry {
            case .began(let record): try await BlockingWork.run("history") { [history] in try history.insert(record) }
            case .ended(let record, let result):
                defer { waiting.withLock { $0 -= result?.count ?? 0 } }
                try await BlockingWork.run("history") { [history] in try history.update(record, result: result) }
            case .prune:
                let oldest = Date.now.timeIntervalSince1970 - days * 86400
                try await BlockingWork.run("history") { [history] in try history.prune(before: oldest) }
            }
        } catch {
            metrics.countHistoryFailure()
            logger.error("The history couldn't be written: \(error)")
        }
    }
}
