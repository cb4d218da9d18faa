/// Whether the service is ready and how busy it is, as pages and probes read it.
struct ServiceState: Encodable, Sendable, Equatable {
    var ready: Bool
    var available: Bool
    /// Why it isn't ready.
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
