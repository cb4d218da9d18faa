import Foundation

/// What a process uses, as the system tells it; nil where it doesn't, or where the process is gone.
enum ProcessFigures {
    /// Bytes in physical memory.
    static func residentBytes(of process: pid_t = getpid()) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Files, connections and other descriptors that are open.
    static func openDescriptors(of process: pid_t = getpid()) -> Int? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd") else {
            return nil
        }
        // The one that the folder was read through is among ours.
        return names.count - (process == getpid() ? 1 : 0)
    }
}
