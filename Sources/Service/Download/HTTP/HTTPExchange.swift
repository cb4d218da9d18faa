import CCurl
import HTTPTypes
import Synchronization

/// Receives the next bytes of a body. It runs on the client's thread and may write to disk. An error ends the request.
typealias BodySink = @Sendable ([UInt8]) throws -> Void

/// One request and the state of its response.
///
/// `Sendable`, because after `HTTPClient.execute` has submitted the exchange, only the client's thread accesses its
/// state. Only the `cancelled` flag may be set from any thread.
final class HTTPExchange: @unchecked Sendable {
    typealias HeadHandler = @Sendable (HTTPResponse) throws -> BodySink?

    /// The largest size of all headers, including those of interim responses, in bytes. Larger headers end the request.
    static let mostHeaderBytes = 64 << 10
    /// The largest unwanted body, in bytes, that is read to its end so that the connection can be reused.
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
    /// The error with which this side ended the request.
    private var failure: (any Error)?
    /// When the request counts as dead, unless data arrive before.
    private(set) var deadline: ContinuousClock.Instant

    init(
        _ request: HTTPClient.Request, cancelled: Flag, continuation: CheckedContinuation<Void, any Error>,
        onHead: @escaping HeadHandler
    ) {
        self.request = request
        self.cancelled = cancelled
        self.continuation = continuation
        self.onHead = onHead
        // curl enforces the time limit for connecting.
        deadline = .now + .seconds(request.connectSeconds + request.idleSeconds)
    }

    var isCancelled: Bool { cancelled.isSet }

    /// A flag that is set at most once.
    final class Flag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .acquiring) }
        func set() { value.store(true, ordering: .releasing) }
    }
}

// MARK: curl's callbacks. Returning false ends the request.

extension HTTPExchange {
    /// Returns whether a connection to an address may be opened or reused. Ends the request with an error if not.
    func admits(_ address: IPAddress?) -> Bool {
        if let address, request.admits(address) { return true }
        return fail(
            DownloadError(.addressRefused, "The connection goes to an address other than the one that was checked."))
    }

    /// curl is about to send the request on a connection.
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
        // Fields after the body are trailers, which are ignored.
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
        // An interim response; the final one follows.
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
    /// Called when curl has ended the request.
    func finish(_ code: CURLcode, systemError: Int32) {
        if let failure { return finish(failure) }
        switch phase {
        // The redirect or error is known, whatever happened to the body.
        case .dropping: continuation.resume()
        case .receiving where code == CURLE_OK: continuation.resume()
        case .receiving, .waitingForHead: finish(TransferFailure(curl: code, systemError: systemError))
        }
    }

    /// Called when the request is removed from curl before its end.
    func finish(_ error: any Error) { continuation.resume(throwing: failure ?? error) }
}
