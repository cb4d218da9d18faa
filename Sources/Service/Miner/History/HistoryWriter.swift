import Analysis
import Foundation
import Logging
import Platform
import ServiceLifecycle
import Synchronization

/// Writes the history in the background, in order, and deletes old records.
final class HistoryWriter: Service {
    let history: History
    private let days: Double
    private let metrics: Metrics
    private let logger: Logger
    private let lastID: Mutex<Int64>
    private let entries: AsyncStream<Entry>
    private let adder: AsyncStream<Entry>.Continuation
    /// The size of the results that wait to be written, in bytes.
    private let waiting = Mutex(0)

    private enum Entry: Sendable {
        case began(ChallengeRecord)
        case ended(ChallengeRecord, result: [UInt8]?)
        case prune
    }

    /// The largest size of waiting results, in bytes. If the disk is too slow, further results are dropped.
    private static let mostWaiting = 64 << 20

    /// Creates a writer. Throws if the history cannot be read.
    convenience init(_ history: History, days: Double, metrics: Metrics, logger: Logger) throws {
        self.init(history, lastID: try history.lastID(), days: days, metrics: metrics, logger: logger)
    }

    // A separate initializer that cannot fail: the optimiser of Swift 6.3 miscompiles a `Mutex` in a partially
    // initialised object.
    private init(_ history: History, lastID: Int64, days: Double, metrics: Metrics, logger: Logger) {
        self.history = history
        self.days = days
        self.metrics = metrics
        self.logger = logger
        self.lastID = Mutex(lastID)
        (entries, adder) = AsyncStream.makeStream()
    }

    /// Returns the id of a new challenge.
    func newID() -> Int64 {
        lastID.withLock { last in
            last += 1
            return last
        }
    }

    /// Queues the record of a new challenge.
    func began(_ record: ChallengeRecord) { adder.yield(.began(record)) }

    /// Queues the outcome of a challenge, and its result if not too many results are waiting.
    func ended(_ record: ChallengeRecord, result: [UInt8]?) {
        let isKept = waiting.withLock { waiting in
            let count = result?.count ?? 0
            guard waiting + count <= Self.mostWaiting else { return false }
            waiting += count
            return true
        }
        adder.yield(.ended(record, result: isKept ? result : nil))
    }

    /// Writes entries until the service stops and the queue is empty.
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
            logger.error("Writing the history failed: \(error)")
        }
    }
}
