import CProcess
import Foundation

/// Describes how a child process ended.
enum ProcessEnd {
    /// Waits for the process to end and returns a description of how it ended.
    static func wait(_ pid: pid_t) -> String {
        let status = scorevision_wait(pid)
        guard status >= 256 else { return status < 0 ? "unknown exit status" : "exit status \(status)" }
        switch status - 256 {
        case SIGKILL: return "it was killed"
        case SIGXCPU: return "it exceeded its processor time"
        case SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT: return "it crashed with signal \(status - 256)"
        default: return "signal \(status - 256)"
        }
    }
}
