import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Setback {
    /// What an error of the network or of the client library means.
    ///
    /// Only texts known to be free of the URL go into the details: libraries like to print the whole of it.
    init(_ error: any Error) {
        switch error {
        case let setback as Setback: self = setback
        case let error as DownloadError: self.init(error, isWorthRetrying: false)
        case is CancellationError: self.init(.stopped, isWorthRetrying: false)
        case let error as HTTPClientError: self.init(error)
        case let error as IOError: self.init(errno: error.errnoCode)
        case is NIOConnectionError: self.init(Self.noConnection(nil), isWorthRetrying: true)
        case ChannelError.connectTimeout: self.init(Self.noConnection("it doesn't answer"), isWorthRetrying: true)
        case NIOSSLError.uncleanShutdown: self.init(Self.brokeOff(nil), isWorthRetrying: true)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            let text = "The connection can't be made secure; is the server's certificate valid for this name?"
            self.init(
                DownloadError(.insecureConnection, text, detail: String(describing: error)), isWorthRetrying: false)
        case let error as HTTPParserError:
            self.init(Self.brokeOff("the answer is no proper HTTP: \(error)"), isWorthRetrying: true)
        default: self.init(Self.brokeOff(String(describing: type(of: error))), isWorthRetrying: true)
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .cancelled: self.init(.stopped, isWorthRetrying: false)
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            self.init(Self.noConnection("it doesn't answer"), isWorthRetrying: true)
        case .readTimeout, .writeTimeout, .deadlineExceeded:
            self.init(
                DownloadError(.stalled, "The server stopped sending; try again later."), isWorthRetrying: true)
        default: self.init(Self.brokeOff(nil), isWorthRetrying: true)
        }
    }

    private init(errno number: Int32) {
        let detail = String(cString: strerror(number))
        switch number {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EADDRNOTAVAIL, ENETDOWN, EHOSTDOWN:
            self.init(Self.noConnection(detail), isWorthRetrying: true)
        default: self.init(Self.brokeOff(detail), isWorthRetrying: true)
        }
    }

    static func brokeOff(_ detail: String?) -> DownloadError {
        DownloadError(.brokeOff, "The connection broke off before the clip was complete; try again.", detail: detail)
    }

    private static func noConnection(_ detail: String?) -> DownloadError {
        DownloadError(
            .cannotConnect, "The server can't be reached; check the URL, and whether it is up.", detail: detail)
    }
}
