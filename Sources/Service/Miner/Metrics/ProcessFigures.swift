import Foundation

/// Resource use of a process, read from `/proc`. Values are `nil` if the system does not report them or the process has
/// ended.
enum ProcessFigures {
    /// Returns the resident memory in bytes.
    static func residentBytes(of process: pid_t = getpid()) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Returns the number of open file descriptors.
    static func openDescriptors(of process: pid_t = getpid()) -> Int? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd") else {
            return nil
        }
        // Reading the folder itself opens one of our descriptors.
        return names.count - (process == getpid() ? 1 : 0)
    }
}
