// Unsafe: curl's handles, and the callbacks that curl invokes with untyped pointers.
import CCurl
import Foundation
import HTTPTypes

/// A request as a handle of curl.
///
/// curl stores an unretained pointer to `exchange`, which lives at least as long as the handle.
final class CurlRequest {
    fileprivate let handle: UnsafeMutableRawPointer
    let exchange: HTTPExchange
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    /// Creates the handle. Returns `nil` if curl rejects an option or memory runs out.
    init?(_ exchange: HTTPExchange, certificates: String?) {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        self.exchange = exchange
        guard set(exchange.request, certificates: certificates), setCallbacks() else { return nil }
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    private func set(_ request: HTTPClient.Request, certificates: String?) -> Bool {
        let address = request.address.description
        let headers = list(request.headers.map { "\($0.name.canonicalName): \($0.value)" })
        guard request.headers.isEmpty || headers != nil,
            // Every host and port of this request is mapped to this address.
            let destination = list(["::\(address.contains(":") ? "[\(address)]" : address):"])
        else { return false }
        let texts: [(CURLoption, String)] = [
            (CURLOPT_URL, request.url.text), (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_PROXY, ""),
            (CURLOPT_NOPROXY, "*"),
        ]
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_PATH_AS_IS, 1),
            (CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS), (CURLOPT_PIPEWAIT, 1),
            (CURLOPT_HTTP_CONTENT_DECODING, 0), (CURLOPT_HTTP09_ALLOWED, 0),
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2),
            (CURLOPT_CONNECTTIMEOUT_MS, Int(request.connectSeconds * 1000)), (CURLOPT_BUFFERSIZE, 128 << 10),
        ]
        return texts.allSatisfy { option, text in
            text.withCString { scorevision_curl_set_pointer(handle, option, $0) } == CURLE_OK
        }
            && numbers.allSatisfy { scorevision_curl_set_long(handle, $0, $1) == CURLE_OK }
            && scorevision_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK
            && scorevision_curl_set_pointer(handle, CURLOPT_CONNECT_TO, destination) == CURLE_OK
            && (certificates?.withCString { scorevision_curl_set_pointer(handle, CURLOPT_CAINFO, $0) } ?? CURLE_OK)
                == CURLE_OK
    }

    private func setCallbacks() -> Bool {
        let context = Unmanaged.passUnretained(exchange).toOpaque()
        for option in [
            CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_OPENSOCKETDATA, CURLOPT_PREREQDATA, CURLOPT_PRIVATE,
        ] {
            guard scorevision_curl_set_pointer(handle, option, context) == CURLE_OK else { return false }
        }
        return scorevision_curl_set_data_callback(
            handle, CURLOPT_WRITEFUNCTION,
            { data, size, count, context in
                let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
                return CurlRequest.exchange(context)?.receiveBody(bytes) == true ? bytes.count : 0
            }) == CURLE_OK
            && scorevision_curl_set_data_callback(
                handle, CURLOPT_HEADERFUNCTION,
                { data, size, count, context in
                    let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
                    let line = String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }
                    return CurlRequest.exchange(context)?.receiveHeader(line, bytes: bytes.count) == true
                        ? bytes.count : 0
                }) == CURLE_OK
            // curl calls this with every address before it connects.
            && scorevision_curl_set_socket_callback(
                handle,
                { context, _, address in
                    guard let address, let name = scorevision_curl_sockaddr(address),
                        CurlRequest.exchange(context)?.admits(IPAddress(name)) == true
                    else { return CURL_SOCKET_BAD }
                    return scorevision_curl_open_socket(address)
                }) == CURLE_OK
            // curl calls this with the address of every connection before it sends a request, including reused
            // connections.
            && scorevision_curl_set_request_callback(
                handle,
                { context, remote, _, _, _ in
                    let address = remote.flatMap { IPAddress(String(cString: $0)) }
                    return CurlRequest.exchange(context)?.willSend(to: address) == true
                        ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
                }) == CURLE_OK
    }

    private static func exchange(_ context: UnsafeMutableRawPointer?) -> HTTPExchange? {
        context.map { Unmanaged<HTTPExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                return nil
            }
            list = longer
        }
        if let list { lists.append(list) }
        return list
    }
}

/// The requests that one thread drives, and their connections.
///
/// `Sendable`, because other threads use only `wakeUp`, which curl allows on any thread.
final class CurlMulti: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer
    private var requests: [ObjectIdentifier: CurlRequest] = [:]

    private static let isInitialised = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Creates the handle. Returns `nil` if memory runs out.
    init?() {
        guard Self.isInitialised, let handle = curl_multi_init() else { return nil }
        self.handle = handle
        _ = scorevision_curl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, 32)
    }

    deinit {
        for request in requests.values { curl_multi_remove_handle(handle, request.handle) }
        curl_multi_cleanup(handle)
    }

    var exchanges: [HTTPExchange] { requests.values.map(\.exchange) }

    /// Blocks SIGPIPE on this thread, because TLS libraries may write to a connection that the other end has closed.
    func prepareThread() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    func add(_ request: CurlRequest) -> Bool {
        guard curl_multi_add_handle(handle, request.handle) == CURLM_OK else { return false }
        requests[ObjectIdentifier(request.exchange)] = request
        return true
    }

    func remove(_ exchange: HTTPExchange) {
        guard let request = requests.removeValue(forKey: ObjectIdentifier(exchange)) else { return }
        curl_multi_remove_handle(handle, request.handle)
    }

    /// Does all work that does not block. Returns the requests that have ended, with the `errno` that curl reports.
    func perform() -> [(HTTPExchange, CURLcode, systemError: Int32)] {
        var running: Int32 = 0
        curl_multi_perform(handle, &running)
        var ended: [(HTTPExchange, CURLcode, systemError: Int32)] = []
        var left: Int32 = 0
        while let message = curl_multi_info_read(handle, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let context = scorevision_curl_get_private(easy)
            else { continue }
            let code = message.pointee.data.result
            let systemError = Int32(truncatingIfNeeded: scorevision_curl_get_long(easy, CURLINFO_OS_ERRNO))
            let exchange = Unmanaged<HTTPExchange>.fromOpaque(context).takeUnretainedValue()
            ended.append((exchange, code, systemError))
        }
        for (exchange, _, _) in ended { remove(exchange) }
        return ended
    }

    /// Blocks until a connection is ready, `wakeUp` is called, or the time is reached.
    func wait(until time: ContinuousClock.Instant) {
        let milliseconds = (time - .now) / .milliseconds(1)
        curl_multi_poll(handle, nil, 0, Int32(min(max(milliseconds.rounded(.up), 0), 60_000)), nil)
    }

    func wakeUp() { curl_multi_wakeup(handle) }
}
