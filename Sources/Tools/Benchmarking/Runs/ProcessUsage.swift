import Foundation

/// What this process has used so far.
enum ProcessUsage {
    /// Of all threads, in the program and in the kernel.
    static var cpuSeconds: Double {
        var usage = rusage()
        // Linux's headers make it an enumeration, whose raw value the function does not take.
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Bytes. Of this program alone: `getrusage` would tell the parent's, where the parent was larger before it became
    /// this one.
    static var peakMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(whereSeparator: \.isNewline).first { $0.hasPrefix("VmHWM:") }
        let words = line?.split(whereSeparator: \.isWhitespace) ?? []
        return words.count > 1 ? (Int(words[1]) ?? 0) * 1024 : 0
    }
}
