/// What the process's control group, a container's say, may use of the machine.
///
/// A limit holds for a group and all in it, so the strictest of the groups on the way to the root counts. Both versions
/// of the kernel's interface are read (Linux, `Documentation/admin-guide/cgroup-v1` and `cgroup-v2.rst`).
struct ControlGroup {
    private let files: SystemFiles

    init(_ files: SystemFiles) {
        self.files = files
    }

    /// Bytes; nil without a limit.
    var memoryLimit: Int? {
        let second = folders(controller: nil).compactMap { files.line("\($0)/memory.max").flatMap { Int($0) } }
        let first = folders(controller: "memory").compactMap {
            files.line("\($0)/memory.limit_in_bytes").flatMap { Int($0) }
        }
        return (first + second).min()
    }

    /// Processor time, in cores; nil without a limit.
    var processorLimit: Double? {
        let second = folders(controller: nil).compactMap { folder -> Double? in
            // "quota period" in microseconds, or "max period".
            let words = files.line("\(folder)/cpu.max")?.split(separator: " ") ?? []
            return words.count == 2 ? Self.share(String(words[0]), of: String(words[1])) : nil
        }
        let first = folders(controller: "cpu").compactMap { folder in
            Self.share(
                files.line("\(folder)/cpu.cfs_quota_us") ?? "", of: files.line("\(folder)/cpu.cfs_period_us") ?? "")
        }
        return (first + second).min()
    }

    private static func share(_ quota: String, of period: String) -> Double? {
        guard let quota = Double(quota), let period = Double(period), quota > 0, period > 0 else { return nil }
        return quota / period
    }

    /// The folders of the process's group and of those around it. `controller` is one of version 1; nil for version 2.
    private func folders(controller: String?) -> [String] {
        for line in (files.text("proc/self/cgroup") ?? "").split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            let controllers = parts[1].split(separator: ",").map(String.init)
            guard controller.map(controllers.contains) ?? parts[1].isEmpty else { continue }
            let base = "sys/fs/cgroup" + (controller.map { "/\($0)" } ?? "")
            var folders = [base]
            for name in parts[2].split(separator: "/") { folders.append("\(folders[folders.count - 1])/\(name)") }
            return folders
        }
        return []
    }
}
