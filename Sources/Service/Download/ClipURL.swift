import Foundation

/// The HTTP or HTTPS URL of a clip.
///
/// Every printed form omits the query, which may contain tokens and signatures.
public struct ClipURL: Hashable, Sendable {
    /// The schemes that can be downloaded.
    public enum Scheme: String, Sendable {
        /// HTTP, and HTTP over TLS.
        case http, https
    }

    /// The scheme.
    public let scheme: Scheme
    /// The host in lower case. An IPv6 address has no brackets.
    public let host: String
    /// The port, or `nil` for the scheme's default.
    public let port: Int?
    private let url: URL

    /// Parses a URL. Throws a `DownloadError` with `invalidURL`, whose message does not contain the query.
    public init(_ text: String) throws {
        guard let url = URL(string: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Self.invalid("This is not a valid URL; check its spelling.")
        }
        try self.init(url)
    }

    private init(_ given: URL) throws {
        guard let scheme = given.scheme.flatMap({ Scheme(rawValue: $0.lowercased()) }) else {
            throw Self.invalid("Only http and https URLs can be downloaded.")
        }
        guard var parts = URLComponents(url: given, resolvingAgainstBaseURL: true) else {
            throw Self.invalid("This is not a valid URL; check its spelling.")
        }
        guard parts.user == nil, parts.password == nil else {
            throw Self.invalid("A URL must not contain a user name or password.")
        }
        var host = (given.host ?? "").lowercased()
        while host.hasSuffix(".") { host.removeLast() }
        guard Self.isHost(host) else { throw Self.invalid("The URL's host name is missing or not valid.") }
        if let port = parts.port, !(1...65535).contains(port) { throw Self.invalid("The URL's port is not valid.") }
        parts.scheme = scheme.rawValue
        parts.host = host.contains(":") ? "[\(host)]" : host
        parts.fragment = nil
        if parts.percentEncodedPath.isEmpty { parts.percentEncodedPath = "/" }
        guard let url = parts.url else { throw Self.invalid("This is not a valid URL; check its spelling.") }
        self.scheme = scheme
        self.host = host
        port = parts.port == (scheme == .http ? 80 : 443) ? nil : parts.port
        self.url = url
    }

    /// A name for the clip: the last component of the path without control characters, or the host if the path is
    /// empty.
    public var name: String {
        let last = String(url.lastPathComponent.unicodeScalars.filter { $0.properties.generalCategory != .control })
        return last.isEmpty || last == "/" ? host : last
    }

    /// The complete URL, including the query. Use it only for the request.
    var text: String { url.absoluteString }

    /// Returns the target of a redirect. Throws `redirectRefused` if it is not an HTTP or HTTPS URL, or if it
    /// downgrades HTTPS to HTTP.
    func following(location: String) throws -> ClipURL {
        guard let target = URL(string: location, relativeTo: url)?.absoluteURL, let next = try? ClipURL(target) else {
            throw DownloadError(
                .redirectRefused, "The server redirects to something other than an http or https URL.", url: self)
        }
        guard scheme == .http || next.scheme == .https else {
            throw DownloadError(
                .redirectRefused, "The server redirects from https to http, which is not secure.",
                url: self)
        }
        return next
    }

    private static func isHost(_ host: String) -> Bool {
        if host.contains(":") { return IPAddress(host) != nil }
        return !host.isEmpty && host.utf8.count <= 253
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    private static func invalid(_ message: String) -> DownloadError { DownloadError(.invalidURL, message) }
}

extension ClipURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The scheme, host and path. The path remains percent-encoded, so it cannot contain line breaks.
    public var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name)\(port.map { ":\($0)" } ?? "")\(url.path(percentEncoded: true))"
    }

    /// The same as `description`, without the query.
    public var debugDescription: String { description }

    /// An empty mirror, so that `dump` does not print the query.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
