import NIOSSL
import Synchronization

/// The clients of the hosts asked lately, so that one download finds the connections of another still open.
final class ClientPool: Sendable {
    private let tls: TLSConfiguration?
    private let clients = Mutex<[(pin: PinnedClient.Pin, client: PinnedClient)]>([])

    /// Past this many hosts the one that was asked longest ago is forgotten.
    private static let capacity = 16

    /// - Parameter tls: which certificates are trusted; nil takes the system's.
    init(tls: TLSConfiguration? = nil) { self.tls = tls }

    func client(for pin: PinnedClient.Pin) -> PinnedClient {
        clients.withLock { clients in
            let place = clients.firstIndex { $0.pin == pin }
            let entry: (pin: PinnedClient.Pin, client: PinnedClient) =
                place.map { clients.remove(at: $0) } ?? (pin, PinnedClient(pin, tls: tls))
            clients.append(entry)
            if clients.count > Self.capacity { clients.removeFirst() }
            return entry.client
        }
    }
}
