/// Decides which hosts a download may contact. It is consulted for the first URL and for the target of every redirect.
public protocol HostPolicy: Sendable {
    /// Throws a `DownloadError` if the URL must not be requested. This happens before the name is looked up, because
    /// the lookup itself reveals information.
    func admit(_ url: ClipURL) throws

    /// Returns the addresses of the URL's host that may be contacted, best first.
    ///
    /// The first address that answers is used for the whole download; the name is not resolved again.
    ///
    /// - Throws: A `DownloadError` if no address is allowed.
    func addresses(for url: ClipURL, among resolved: [IPAddress]) throws -> [IPAddress]
}

/// Allows every HTTP and HTTPS host, for URLs that the user types.
public struct AnyHostPolicy: HostPolicy {
    /// Creates the policy.
    public init() {}

    /// Allows every URL.
    public func admit(_ url: ClipURL) throws {}

    /// Allows every address.
    public func addresses(for url: ClipURL, among resolved: [IPAddress]) throws -> [IPAddress] { resolved }
}

/// Allows only hosts on a list and only public addresses, for URLs from untrusted sources.
public struct PublicHostPolicy: HostPolicy {
    private let allowsAnyHost: Bool
    private let names: Set<String>
    private let domains: [String]
    private let allowsPrivateAddresses: Bool

    /// Creates the policy.
    ///
    /// - Parameters:
    ///   - allowedHosts: Names or addresses, `*.example.com` for all names below a domain, or `*` for any host.
    ///   - allowsPrivateAddresses: Whether loopback, private, link-local and other special addresses are allowed, as in
    ///     tests or within a private network.
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

    /// Throws `hostRefused` if the URL's host is not on the list.
    public func admit(_ url: ClipURL) throws {
        guard allowsAnyHost || names.contains(url.host) || domains.contains(where: url.host.hasSuffix) else {
            throw DownloadError(.hostRefused, "Clips from this host are not allowed.", url: url)
        }
    }

    /// Returns the public addresses, or all if private ones are allowed. Throws `addressRefused` if none remain.
    public func addresses(for url: ClipURL, among resolved: [IPAddress]) throws -> [IPAddress] {
        let usable = allowsPrivateAddresses ? resolved : resolved.filter { $0.scope == .public }
        guard usable.isEmpty else { return usable }
        throw DownloadError(
            .addressRefused, "This host is not on the public internet, and only public hosts are allowed.", url: url,
            detail: resolved.first.map { "its address is \($0.scope.rawValue)" })
    }
}
