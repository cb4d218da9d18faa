import Foundation
import Synchronization

/// The current load of the service. Reading it never blocks on the dispatcher.
final class OccupancyGauge: Sendable {
    struct Values: Sendable, Equatable {
        /// The number of clips that can be analysed at the same time.
        var capacity = 0
        var running = 0
        var waiting = 0
        /// Workers that are idle or busy, but alive.
        var alive = 0
        /// The process ids of the live workers.
        var processes: [pid_t] = []
        /// The number of workers that ended and were replaced.
        var restarts = 0
        /// How long the newest worker took to become ready, in seconds.
        var startSeconds = 0.0
        var isStopping = false
        var model = ""
        var device = ""
        /// Why no worker can start.
        var problem: String?
    }

    private let values = Mutex(Values())

    var read: Values { values.withLock { $0 } }

    func set(_ change: (inout Values) -> Void) { values.withLock { change(&$0) } }
}

extension OccupancyGauge.Values {
    /// Whether a challenge that arrives now would be analysed at once.
    var isAvailable: Bool { isReady && running < alive && waiting == 0 }

    /// Whether a worker has loaded its model and passed the check with the known picture.
    var isReady: Bool { alive > 0 && !isStopping }

    /// Why the service is not ready, in words for the operator, or `nil` if it is ready.
    var whyNot: String? {
        if isReady { return nil }
        if isStopping { return "The service is shutting down." }
        return problem ?? "The model is loading."
    }
}
