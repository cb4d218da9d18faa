/// The host names under which a page on this machine may be requested.
///
/// The check prevents DNS rebinding: an attacker's page can make its own name resolve to 127.0.0.1, and the user's browser
/// then sends requests from this machine, but these carry the attacker's name in `Host`.
package struct OwnNames: Sendable {
    private let names: Set<String>
    private let includesLoopback: Bool

    /// Creates a set of names. Upper and lower case make no difference.
    ///
    /// - Parameters:
    ///   - names: The names, without ports.
    ///   - includesLoopback: Whether all loopback addresses count, too.
    package init(_ names: [String], includesLoopback: Bool) {
        self.names = Set(names.map { $0.lowercased() })
        self.includesLoopback = includesLoopback
    }

    /// Returns whether a `Host` header has one of the names.
    ///
    /// - Parameters:
    ///   - authority: The value of the header.
    ///   - port: The port that the header must have, which is 80 if it has none; `nil` accepts any port.
    package func include(_ authority: String, port: Int? = nil) -> Bool {
        guard let (host, named) = Self.parts(of: authority), port == nil || port == named ?? 80 else { return false }
        return names.contains(host) || (includesLoopback && Loopback.contains(host))
    }

    /// Splits `host`, `host:port` or `[address]:port`. Returns `nil` for anything else.
    private static func parts(of authority: String) -> (host: String, port: Int?)? {
        let form = #/(?:\[(?<address>[0-9A-Fa-f:.]+)\]|(?<name>[^:\[\]]+))(?::(?<port>[0-9]{1,5}))?/#
        guard let match = authority.wholeMatch(of: form), let host = match.address ?? match.name else { return nil }
        return (host.lowercased(), match.port.flatMap { Int($0) })
    }
}
