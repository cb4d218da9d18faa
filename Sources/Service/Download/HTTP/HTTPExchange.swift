import CCurl
import HTTPTypes
import Synchronization

/// Takes the next bytes of a body. It runs on the client's thread and may write to a disk. Throwing ends the request.
typealias BodySink = @Sendable ([UInt8]) throws -> Void

/// One request and what has come of it.
///
/// Sendable, because after `HTTPClient.execute` has handed it over only the client's thread touches its state. `cancel`
/// alone may be called from anywhere.
final class HTTPExchange: @unchecked Sendable {
    typealias HeadHandler = @Sendable (HTTPResponse) throws -> BodySink?

    /// More bytes of headers than this, over all interim responses, end the request.
    static let mostHeaderBytes = 64 << 10
    /// A body that nobody wants is read to its end if it is at most this long, so that its connection can be used again.
    private static let mostDroppedBytes = 64 << 10

    private enum Phase {
        case waitingForHead
        case receiving(BodySink)
        case dropping
    }

    let request: HTTPClient.Request
    private let onHead: HeadHandler
    private let continuation: CheckedContinuation<Void, any Error>
    private let cancelled: Flag
    private var phase = Phase.waitingForHead
    private var status: Int?
    private var headers = HTTPFields()
    private var headerBytes = 0
    private var droppedBytes = 0
    /// What ended the request from this side.
    private var failure: (any Error)?
    /// When the request counts as dead unless something arrives before.
    private(set) var deadline: ContinuousClock.Instant

    init(
        _ request: HTTPClient.Request, cancelled: Flag, continuation: CheckedContinuation<Void, any Error>,
        onHead: @escaping HeadHandler
    ) {
        self.request = request
        self.cancelled = cancelled
        self.continuation = continuation
        self.onHead = onHead
        // curl limits the time to connect itself.
        deadline = .now + .seconds(request.connectSeconds + request.idleSeconds)
    }

    var isCancelled: Bool { cancelled.isSet }

    /// A flag that is set once.
    final class Flag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .acquiring) }
        func set() { value.store(true, ordering: .releasing) }
    }
}

// MARK: What curl reports. False ends the request.

extension HTTPExchange {
    /// Decides whether a connection may go to an address, or be used again if it goes there.
    func admits(_ address: IPAddress?) -> Bool {
        if let address, request.admits(address) { return true }
        return fail(
            DownloadError(.addressRefused, "The connection leads to another address than the one that was checked."))
    }

    /// The request is about to be sent on a connection.
    func willSend(to address: IPAddress?) -> Bool {
        noteProgress()
        return admits(address)
    }

    func receiveHeader(_ line: String, bytes: Int) -> Bool {
        noteProgress()
        headerBytes += bytes
        guard headerBytes <= Self.mostHeaderBytes else {
            return fail(RangeResponse.unexpected("its headers are longer than \(Self.mostHeaderBytes >> 10) KiB"))
        }
        // What comes after the head are trailers.
        guard case .waitingForHead = phase else { return true }
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            headers = [:]
        } else if line.isEmpty {
            return receiveHead()
        } else if let colon = line.firstIndex(of: ":"), let name = HTTPField.Name(String(line[..<colon])) {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            let end = value.lastIndex { $0 != " " && $0 != "\t" }
            headers.append(HTTPField(name: name, value: end.map { String(value[...$0]) } ?? ""))
        }
        return true
    }

    private func receiveHead() -> Bool {
        guard let status, (100...999).contains(status) else {
            return fail(RangeResponse.unexpected("a response without a status"))
        }
        // An interim response; the real one follows.
        guard status >= 200 else { return true }
        do {
            if let sink = try onHead(HTTPResponse(status: .init(code: status), headerFields: headers)) {
                phase = .receiving(sink)
                return true
            }
        } catch {
            failure = error
        }
        phase = .dropping
        let length = headers[values: .contentLength].first.flatMap { Int($0) }
        return length.map { $0 <= Self.mostDroppedBytes } ?? false
    }

    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        noteProgress()
        switch phase {
        case .receiving(let sink):
            do {
                try sink(Array(bytes))
                return true
            } catch {
                return fail(error)
            }
        case .dropping:
            droppedBytes += bytes.count
            return droppedBytes <= Self.mostDroppedBytes
        case .waitingForHead: return fail(RangeResponse.unexpected("a body without a head"))
        }
    }

    private func noteProgress() { deadline = .now + .seconds(request.idleSeconds) }

    private func fail(_ error: any Error) -> Bool {
        if failure == nil { failure = error }
        return false
    }
}

// MARK: The end

extension HTTPExchange {
    /// curl has ended the request.
    func finish(_ code: CURLcode, systemError: Int32) {
        if let failure { return finish(failure) }
        switch phase {
        // Where to go next is known, whatever became of the body.
        case .dropping: continuation.resume()
        case .receiving where code == CURLE_OK: continuation.resume()
        case .receiving, .waitingForHead: finish(TransferFailure(curl: code, systemError: systemError))
        }
    }

    /// The request has been taken from curl before its end.
    func finish(_ error: any Error) { continuation.resume(throwing: failure ?? error) }
}
