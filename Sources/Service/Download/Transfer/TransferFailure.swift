import CCurl
import Foundation

/// The failure of a request or transfer, and whether a retry makes sense.
struct TransferFailure: Error {
    var error: DownloadError
    var isWorthRetrying: Bool
    /// How long the server asks the client to wait.
    var wait: Duration?

    init(_ error: DownloadError, isWorthRetrying: Bool, wait: Duration? = nil) {
        self.error = error
        self.isWorthRetrying = isWorthRetrying
        self.wait = wait
    }

    /// Classifies any error of a transfer.
    init(_ error: any Error) {
        switch error {
        case let failure as TransferFailure: self = failure
        case let error as DownloadError: self.init(error, isWorthRetrying: error.isTemporary)
        case is CancellationError: self.init(.stopped, isWorthRetrying: false)
        default: self.init(.brokeOff(String(describing: type(of: error))), isWorthRetrying: true)
        }
    }

    /// Classifies a failure of curl. The details never contain the URL.
    ///
    /// - Parameters:
    ///   - code: The result of curl.
    ///   - systemError: The `errno` that curl reports, or 0.
    init(curl code: CURLcode, systemError: Int32) {
        let detail = systemError == 0 ? nil : String(cString: strerror(systemError))
        switch code {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST:
            self.init(.noConnection(detail), isWorthRetrying: true)
        // curl enforces only the time limit for connecting.
        case CURLE_OPERATION_TIMEDOUT: self.init(.noConnection("it does not answer"), isWorthRetrying: true)
        case CURLE_SSL_CONNECT_ERROR where [ECONNRESET, EPIPE].contains(systemError):
            self.init(.brokeOff(detail), isWorthRetrying: true)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
            let text = "The connection cannot be secured; check that the server's certificate is valid for this name."
            self.init(
                DownloadError(.insecureConnection, text, detail: String(cString: curl_easy_strerror(code))),
                isWorthRetrying: false)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            self.init(.brokeOff("the response is not valid HTTP"), isWorthRetrying: true)
        case CURLE_OK, CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            self.init(.brokeOff(detail), isWorthRetrying: true)
        default: self.init(.brokeOff(String(cString: curl_easy_strerror(code))), isWorthRetrying: true)
        }
    }
}

extension DownloadError {
    static let emptyFile = DownloadError(.emptyFile, "The file on the server is empty.")
    static let stalled = DownloadError(.stalled, "The server stopped sending; try again later.")

    static func brokeOff(_ detail: String?) -> DownloadError {
        DownloadError(.brokeOff, "The connection ended before the clip was complete; try again.", detail: detail)
    }

    static func noConnection(_ detail: String?) -> DownloadError {
        DownloadError(
            .cannotConnect, "The server cannot be reached; check the URL and whether it is running.", detail: detail)
    }
}

/// The pauses between retries: a quarter of a second, doubled each time, with random variation of up to 20 % so that
/// clients do not retry in step.
struct Backoff {
    private let settings: DownloadSettings
    private var failures = 0

    init(_ settings: DownloadSettings) { self.settings = settings }

    /// Waits before the next try. Throws the failure's error if no retry is allowed.
    mutating func pause(after failure: TransferFailure) async throws {
        failures += 1
        guard failure.isWorthRetrying, failures <= settings.retries else { throw failure.error }
        if let asked = failure.wait, asked > .seconds(settings.longestWait) {
            var error = failure.error
            error.detail = "the server asks to wait \(asked.components.seconds) s"
            throw error
        }
        let usual = 0.25 * pow(2, Double(failures - 1)) * Double.random(in: 0.8...1.2)
        try await Task.sleep(for: failure.wait ?? .seconds(usual))
    }

    /// Resets the pauses after data have arrived.
    mutating func reset() { failures = 0 }
}
