import Synchronization

/// The port that the server has got, known once it listens.
final class ServedAddress: Sendable {
    private let stored = Mutex<Int?>(nil)

    var port: Int? { stored.withLock { $0 } }

    func set(port: Int?) { stored.withLock { $0 = port } }

    /// Whether a Host header or the rest of an origin names this server.
    func isOwn(_ authority: String) -> Bool {
        ["127.0.0.1", "localhost"].contains { host in
            authority == port.map { "\(host):\($0)" } || ((port ?? 80) == 80 && authority == host)
        }
    }
}
