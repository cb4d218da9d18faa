import CCurl
import Foundation

/// Why a request or a transfer failed, and whether trying again makes sense.
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

    /// Says what any error on the way means.
    init(_ error: any Error) {
        switch error {
        case let failure as TransferFailure: self = failure
        case let error as DownloadError: self.init(error, isWorthRetrying: false)
        case is CancellationError: self.init(.stopped, isWorthRetrying: false)
        default: self.init(.brokeOff(String(describing: type(of: error))), isWorthRetrying: true)
        }
    }

    /// Says what a failure of curl means. Its details are texts that never hold the URL.
    /// - Parameter systemError: The `errno` that curl saw, or 0.
    init(curl code: CURLcode, systemError: Int32) {
        let detail = systemError == 0 ? nil : String(cString: strerror(systemError))
        switch code {
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST:
            self.init(.noConnection(detail), isWorthRetrying: true)
        // Only the time to connect is left to curl.
        case CURLE_OPERATION_TIMEDOUT: self.init(.noConnection("it doesn't answer"), isWorthRetrying: true)
        case CURLE_SSL_CONNECT_ERROR where [ECONNRESET, EPIPE].contains(systemError):
            self.init(.brokeOff(detail), isWorthRetrying: true)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
            let text = "The connection can't be made secure; is the server's certificate valid for this name?"
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
        DownloadError(.brokeOff, "The connection broke off before the clip was complete; try again.", detail: detail)
    }

    static func noConnection(_ detail: String?) -> DownloadError {
        DownloadError(
            .cannotConnect, "The server can't be reached; check the URL, and whether the server is up.", detail: detail)
    }
}

/// The pauses between tries: a quarter of a second, then twice as long each time, up to a fifth more or less so that
/// clients don't come back in step.
struct Backoff {
    private let settings: DownloadSettings
    private var failures = 0

    init(_ settings: DownloadSettings) { self.settings = settings }

    /// Waits before the next try. Throws the failure's error if there must be no further try.
    mutating func pause(after failure: TransferFailure) async throws {
        failures += 1
        guard failure.isWorthRetrying, failures <= settings.retries else { throw failure.error }
        if let asked = failure.wait, asked > .seconds(settings.longestWait) {
            var error = failure.error
            error.detail = "it asks to wait \(asked.components.seconds) s"
            throw error
        }
        let usual = 0.25 * pow(2, Double(failures - 1)) * Double.random(in: 0.8...1.2)
        try await Task.sleep(for: failure.wait ?? .seconds(usual))
    }

    /// Starts over because something has arrived since.
    mutating func reset() { failures = 0 }
}
