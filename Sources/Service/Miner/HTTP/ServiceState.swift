/// The readiness and load of the service, as pages and probes receive them.
struct ServiceState: Encodable, Sendable, Equatable {
    var ready: Bool
    var available: Bool
    /// Why the service is not ready; `nil` if it is.
    var reason: String?
    var model: String
    var device: String
    var workers: Int
    var running: Int
    var waiting: Int
    var workerRestarts: Int

    init(_ values: OccupancyGauge.Values) {
        ready = values.isReady
        available = values.isAvailable
        reason = values.whyNot
        model = values.model
        device = values.device
        workers = values.alive
        running = values.running
        waiting = values.waiting
        workerRestarts = values.restarts
    }
}
