import CProcess
import Foundation

/// How a child process ended.
enum ProcessEnd {
    /// Waits for it; says it in words.
    static func wait(_ pid: pid_t) -> String {
        let status = scorevision_wait(pid)
        guard status >= 256 else { return status < 0 ? "nobody knows how" : "exit status \(status)" }
        switch status - 256 {
        case SIGKILL: return "killed"
        case SIGXCPU: return "it used too much processor time"
        case SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT: return "it crashed with signal \(status - 256)"
        default: return "signal \(status - 256)"
        }
    }
}
