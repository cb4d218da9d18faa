import Foundation
import Settings

/// The names of this machine that the operator's pages may be asked for by.
///
/// A stranger's page can have its own name resolve to 127.0.0.1, and its requests then come from the operator's browser
/// on this machine. But they carry that name as their host.
struct OwnNames: Sendable {
    private let names: Set<String>

    /// The loopback's names, the machine's own, and the one that the service listens on.
    init(_ settings: MinerSettings, machine: String = ProcessInfo.processInfo.hostName) {
        names = Set(["localhost", machine, settings.host].compactMap { $0?.lowercased() })
    }

    /// Whether a Host header names this machine. Any port will do: it may be another's, through a tunnel.
    func include(_ authority: String) -> Bool {
        guard let host = Self.host(of: authority)?.lowercased() else { return false }
        return names.contains(host) || MinerContext.isLoopback(host)
    }

    /// `host`, `host:port` or `[address]:port` without port and brackets; nil for anything else.
    private static func host(of authority: String) -> String? {
        guard let match = authority.wholeMatch(of: #/(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]+))(?::[0-9]{1,5})?/#) else {
            return nil
        }
        return (match.1 ?? match.2).map(String.init)
    }
}
