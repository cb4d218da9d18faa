import Foundation
import LocalWeb
import Settings

extension OwnNames {
    /// Collects the names under which the operator's pages may be requested: the loopback's name and addresses, the
    /// machine's own name, and the name that the service listens on. A tunnel may use another port, so any will do.
    init(_ settings: MinerSettings, machine: String = ProcessInfo.processInfo.hostName) {
        self.init(["localhost", machine, settings.host].compactMap { $0 }, includesLoopback: true)
    }
}
