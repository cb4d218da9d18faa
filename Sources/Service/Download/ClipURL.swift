import Foundation

/// The http or https address of a clip.
///
/// Its text, in whatever way it is printed, leaves out the query: that is where tokens and signatures stand.
public struct ClipURL: Hashable, Sendable {
    public enum Scheme: String, Sendable {
        case http, https
    }

    public let scheme: Scheme
    /// In lower case; of an IPv6 address without brackets.
    public let host: String
    /// Nil where it is the scheme's own.
    public let port: Int?
    private let url: URL

    /// Throws a `DownloadError`, `invalidURL`, whose text doesn't repeat a query.
    public init(_ text: String) throws {
        guard let url = URL(string: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Self.invalid("This is no URL; check how it is written.")
        }
        try self.init(url)
    }

    private init(_ given: URL) throws {
        guard let scheme = given.scheme.flatMap({ Scheme(rawValue: $0.lowercased()) }) else {
            throw Self.invalid("Only http and https URLs can be fetched.")
        }
        guard var parts = URLComponents(url: given, resolvingAgainstBaseURL: true) else {
            throw Self.invalid("This is no URL; check how it is written.")
        }
        guard parts.user == nil, parts.password == nil else {
            throw Self.invalid("A URL with a user name or password in it isn't taken.")
        }
        var host = (given.host ?? "").lowercased()
        while host.hasSuffix(".") { host.removeLast() }
        guard Self.isHost(host) else { throw Self.invalid("The URL's host name is missing or not valid.") }
        if let port = parts.port, !(1...65535).contains(port) { throw Self.invalid("The URL's port is not valid.") }
        parts.scheme = scheme.rawValue
        parts.host = host.contains(":") ? "[\(host)]" : host
        parts.fragment = nil
        if parts.percentEncodedPath.isEmpty { parts.percentEncodedPath = "/" }
        guard let url = parts.url else { throw Self.invalid("This is no URL; check how it is written.") }
        self.scheme = scheme
        self.host = host
        port = parts.port == (scheme == .http ? 80 : 443) ? nil : parts.port
        self.url = url
    }

    /// The last part of the path, or the host where there is none: a name for the clip. Control characters that hide
    /// in it are left out.
    public var name: String {
        let last = String(url.lastPathComponent.unicodeScalars.filter { $0.properties.generalCategory != .control })
        return last.isEmpty || last == "/" ? host : last
    }

    /// All of it, query included: for the request only.
    var text: String { url.absoluteString }

    /// Where a redirect from here leads. Throws `redirectRefused` where that is no http or https URL, or falls back
    /// from https to http.
    func following(location: String) throws -> ClipURL {
        guard let target = URL(string: location, relativeTo: url)?.absoluteURL, let next = try? ClipURL(target) else {
            throw DownloadError(
                .redirectRefused, "The server redirects to what is no http or https URL.", url: self)
        }
        guard scheme == .http || next.scheme == .https else {
            throw DownloadError(
                .redirectRefused, "The server redirects from https to http, which anybody on the way could change.",
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
    /// Scheme, host and path, the path with its percent signs, so that nothing in it can end a line.
    public var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name)\(port.map { ":\($0)" } ?? "")\(url.path(percentEncoded: true))"
    }

    public var debugDescription: String { description }

    public var customMirror: Mirror { Mirror(self, children: []) }
}
