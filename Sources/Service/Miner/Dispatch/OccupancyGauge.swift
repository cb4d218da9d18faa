import Foundation
import Synchronization

/// How busy the service is, for whoever asks at any time: reading it waits for nobody.
final class OccupancyGauge: Sendable {
    struct Values: Sendable, Equatable {
        /// Clips that can be analysed at the same time.
        var capacity = 0
        var running = 0
        var waiting = 0
        /// Workers that can take a clip or have one.
        var alive = 0
        /// The numbers of their processes.
        var processes: [pid_t] = []
        /// Workers that ended and were replaced.
        var restarts = 0
        /// Seconds that the newest worker took until it could take a clip.
        var startSeconds = 0.0
        var isStopping = false
        var model = ""
        var device = ""
        /// Why no worker can be started.
        var problem: String?
    }

    private let values = Mutex(Values())

    var read: Values { values.withLock { $0 } }

    func set(_ change: (inout Values) -> Void) { values.withLock { change(&$0) } }
}

extension OccupancyGauge.Values {
    /// Whether a challenge that came now would be analysed at once.
    var isAvailable: Bool { isReady && running < alive && waiting == 0 }

    /// Whether a worker has its model loaded and has answered the known picture right.
    var isReady: Bool { alive > 0 && !isStopping }

    /// Why it isn't ready, in words for the operator; nil where it is.
    var whyNot: String? {
        if isReady { return nil }
        if isStopping { return "The service is being stopped." }
        return problem ?? "The model is being loaded."
    }
}
