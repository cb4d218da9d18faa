import CCurl
import Foundation
import HTTPTypes
import Synchronization

/// Sends GET requests with curl, several at once, over connections that stay open for the next ones.
///
/// One thread of the client's own drives all requests, and ends when there has been none for a while. Proxies from the
/// environment are ignored: they would connect to addresses that nobody here has checked.
final class HTTPClient: Sendable {
    struct Request: Sendable {
        var url: ClipURL
        /// Where to connect. The URL's host stays in the TLS handshake and in `Host`.
        var address: IPAddress
        var headers: HTTPFields
        /// Seconds without a byte after which the connection counts as dead.
        var idleSeconds: Double
        /// Whether a connection may lead to an address. curl is told to connect to `address`; this checks that it does.
        var admits: @Sendable (IPAddress) -> Bool

        var connectSeconds: Double { min(idleSeconds, 10) }

        init(url: ClipURL, address: IPAddress, headers: HTTPFields, idleSeconds: Double) {
            self.url = url
            self.address = address
            self.headers = headers
            self.idleSeconds = idleSeconds
            admits = { $0 == address }
        }
    }

    private struct State {
        /// Nil while there is no thread.
        var multi: CurlMulti?
        var arriving: [HTTPExchange] = []
        var isClosed = false
    }

    /// How long connections stay open without a request, in seconds.
    private static let keptSeconds = 30.0

    /// A file of certificates to trust; nil takes the system's.
    private let certificates: String?
    private let state = Mutex(State())

    init(certificates: String? = nil) { self.certificates = certificates }

    /// Sends a request and returns when the whole response has arrived.
    /// - Parameter onHead: Runs on the client's thread. It returns what takes the body, or nil to drop it.
    /// - Throws: `CancellationError`; what `onHead` or its sink threw; or else a `TransferFailure`.
    func execute(_ request: Request, onHead: @escaping HTTPExchange.HeadHandler) async throws {
        let cancelled = HTTPExchange.Flag()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                submit(HTTPExchange(request, cancelled: cancelled, continuation: continuation, onHead: onHead))
            }
        } onCancel: {
            cancelled.set()
            wakeUp()
        }
    }

    /// Closes all connections. Requests that are running end with an error.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.multi?.wakeUp()
        }
    }

    private func submit(_ exchange: HTTPExchange) {
        let isAccepted = state.withLock { state in
            if state.isClosed { return false }
            if let multi = state.multi {
                state.arriving.append(exchange)
                multi.wakeUp()
                return true
            }
            guard let multi = CurlMulti() else { return false }
            state.multi = multi
            state.arriving.append(exchange)
            Thread.detachNewThread { self.run(multi) }
            return true
        }
        if !isAccepted { exchange.finish(TransferFailure(.stopped, isWorthRetrying: false)) }
    }

    private func wakeUp() { state.withLock { $0.multi?.wakeUp() } }

    // MARK: The thread

    private func run(_ multi: CurlMulti) {
        multi.prepareThread()
        var lastUse = ContinuousClock.now
        while let arrived = takeArriving(orEndAfter: lastUse, isIdle: multi.exchanges.isEmpty) {
            for exchange in arrived {
                guard let request = CurlRequest(exchange, certificates: certificates), multi.add(request) else {
                    exchange.finish(TransferFailure(curl: CURLE_OUT_OF_MEMORY, systemError: 0))
                    continue
                }
            }
            // A disk that blocks makes no connection look dead: what waits in the sockets by now is read first.
            let now = ContinuousClock.now
            for (exchange, code, systemError) in multi.perform() { exchange.finish(code, systemError: systemError) }
            for exchange in multi.exchanges {
                guard exchange.isCancelled || exchange.deadline <= now else { continue }
                multi.remove(exchange)
                exchange.finish(
                    exchange.isCancelled
                        ? CancellationError() : TransferFailure(.stalled, isWorthRetrying: true))
            }
            if !multi.exchanges.isEmpty { lastUse = now }
            let next = multi.exchanges.map(\.deadline).min() ?? lastUse + .seconds(Self.keptSeconds)
            multi.wait(until: next)
        }
        let unsent = state.withLock { state in
            defer { state.arriving = [] }
            return state.arriving
        }
        for exchange in unsent + multi.exchanges {
            multi.remove(exchange)
            exchange.finish(TransferFailure(.stopped, isWorthRetrying: false))
        }
    }

    /// The requests that have come in; nil when the thread must end.
    private func takeArriving(orEndAfter lastUse: ContinuousClock.Instant, isIdle: Bool) -> [HTTPExchange]? {
        state.withLock { state in
            let isOver = isIdle && state.arriving.isEmpty && .now - lastUse >= .seconds(Self.keptSeconds)
            guard state.isClosed || isOver else {
                defer { state.arriving = [] }
                return state.arriving
            }
            state.multi = nil
            return nil
        }
    }
}
