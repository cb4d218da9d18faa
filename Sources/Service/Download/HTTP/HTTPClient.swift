import CCurl
import Foundation
import HTTPTypes
import Synchronization

/// Sends GET requests with curl, several at once, over connections that stay open for later requests.
///
/// One thread drives all requests, and ends after a while without any. Proxies from the environment are ignored,
/// because they would connect to addresses that no policy has checked.
final class HTTPClient: Sendable {
    struct Request: Sendable {
        var url: ClipURL
        /// The address to connect to. The URL's host is still used in the TLS handshake and in `Host`.
        var address: IPAddress
        var headers: HTTPFields
        /// The time without data after which the connection counts as dead, in seconds.
        var idleSeconds: Double
        /// Returns whether a connection may go to an address. curl receives `address` as its target; this verifies that
        /// it does.
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
        /// `nil` while there is no thread.
        var multi: CurlMulti?
        var arriving: [HTTPExchange] = []
        var isClosed = false
    }

    /// How long connections stay open without a request, in seconds.
    private static let keptSeconds = 30.0

    /// A file of the certificates to trust; `nil` uses the system's.
    private let certificates: String?
    private let state = Mutex(State())

    init(certificates: String? = nil) { self.certificates = certificates }

    /// Sends a request and returns when the whole response has arrived.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - onHead: Runs on the client's thread. It returns the sink for the body, or `nil` to discard the body.
    /// - Throws: `CancellationError`; an error of `onHead` or its sink; or a `TransferFailure`.
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

    /// Closes all connections. Running requests fail.
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
            // Time that the thread spent on a slow disk must not make a connection look dead, so data that waits in the
            // sockets is read before deadlines are checked.
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

    /// Returns the new requests, or `nil` if the thread must end.
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
