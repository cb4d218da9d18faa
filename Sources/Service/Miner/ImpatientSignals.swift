import Dispatch
import Foundation
import Synchronization

/// Ends the process at the second `SIGTERM` or `SIGINT`, without a graceful shutdown.
final class ImpatientSignals {
    private let sources: [any DispatchSourceSignal]

    private final class Count: Sendable {
        private let value = Mutex(0)

        /// Adds one and returns the new count.
        func next() -> Int {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    init() {
        let count = Count()
        sources = [SIGTERM, SIGINT].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                // The workers end together with this process.
                if count.next() > 1 { _exit(128 + number) }
            }
            source.resume()
            return source
        }
    }

    func stop() {
        sources.forEach { $0.cancel() }
    }
}
