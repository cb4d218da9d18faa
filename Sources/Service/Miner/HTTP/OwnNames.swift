import Foundation
import Settings

/// The host names under which the operator's pages may be requested.
///
/// The check prevents DNS rebinding: an attacker's page can make its own name resolve to 127.0.0.1, and the operator's
/// browser then sends requests from this machine, but these carry the attacker's name in `Host`.
struct OwnNames: Sendable {
    private let names: Set<String>

    /// Collects the loopback's name, the machine's own name, and the name that the service listens on.
    init(_ settings: MinerSettings, machine: String = ProcessInfo.processInfo.hostName) {
        names = Set(["localhost", machine, settings.host].compactMap { $0?.lowercased() })
    }

    /// Returns whether a `Host` header names this machine. Accepts any port, because a tunnel may use another one.
    func include(_ authority: String) -> Bool {
        guard let host = Self.host(of: authority)?.lowercased() else { return false }
        return names.contains(host) || MinerContext.isLoopback(host)
    }

    /// Returns the host of `host`, `host:port` or `[address]:port`, without port and brackets, or `nil` for anything
    /// else.
    private static func host(of authority: String) -> String? {
        guard let match = authority.wholeMatch(of: #/(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]+))(?::[0-9]{1,5})?/#) else {
            return nil
        }
        return (match.1 ?? match.2).map(String.init)
    }
}
