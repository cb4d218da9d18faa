/// Decides where a download may go. It is asked for the first URL and again for the target of every redirect.
public protocol HostPolicy: Sendable {
    /// Throws a `DownloadError` where the URL may not be asked for at all. It comes before its name is looked up, since
    /// looking up a name tells somebody something too.
    func admit(_ url: ClipURL) throws

    /// The addresses of the URL's host that may be connected to, best first.
    ///
    /// The first that answers is used for the whole download: the name isn't looked up a second time. Throws a
    /// `DownloadError` where none may be.
    func addresses(for url: ClipURL, among resolved: [IPAddress]) throws -> [IPAddress]
}

/// Any http or https host: what a person types at a terminal is their own business.
public struct AnyHostPolicy: HostPolicy {
    public init() {}

    public func admit(_ url: ClipURL) throws {}

    public func addresses(for url: ClipURL, among resolved: [IPAddress]) throws -> [IPAddress] { resolved }
}

/// Only hosts on a list, and only public addresses: for URLs that strangers send.
public struct PublicHostPolicy: HostPolicy {
    private let allowsAnyHost: Bool
    private let names: Set<String>
    private let domains: [String]
    private let allowsPrivateAddresses: Bool

    /// - Parameters:
    ///   - allowedHosts: names or addresses, `*.example.com` for all names below one, or `*` for any.
    ///   - allowsPrivateAddresses: whether loopback, private, link-local and other special addresses may be used, as
    ///     in tests or within one's own network.
    public init(allowedHosts: [String], allowsPrivateAddresses: Bool = false) {
        let hosts = allowedHosts.map { host in
            var host = host.lowercased()
            while host.hasSuffix(".") { host.removeLast() }
            return host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        }
        allowsAnyHost = allowedHosts.contains("*")
        names = Set(hosts.filter { !$0.isEmpty && !$0.contains("*") })
        domains = hosts.filter { $0.hasPrefix("*.") && $0.count > 2 }.map { String($0.dropFirst()) }
        self.allowsPrivateAddresses = allowsPrivateAddresses
    }

    public func admit(_ url: ClipURL) throws {
        guard allowsAnyHost || names.contains(url.host) || domains.contains(where: url.host.hasSuffix) else {
            throw DownloadError(.hostRefused, "Clips from this host are not taken.", url: url)
        }
    }

    public func addresses(for url: ClipURL, among resolved: [IPAddress]) throws -> [IPAddress] {
        let usable = allowsPrivateAddresses ? resolved : resolved.filter { $0.scope == .public }
        guard usable.isEmpty else { return usable }
        throw DownloadError(
            .addressRefused, "This host is not on the public internet, and only such hosts are asked.", url: url,
            detail: resolved.first.map { "its address is \($0.scope.rawValue)" })
    }
}
