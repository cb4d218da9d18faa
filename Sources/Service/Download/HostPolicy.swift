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
