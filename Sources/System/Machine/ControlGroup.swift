/// The limits of the process's control group, such as a container's.
///
/// A limit applies to a group and all groups inside, so the strictest limit from the process's group up to the root
/// counts. Both versions of the kernel's interface are supported (Linux, `Documentation/admin-guide/cgroup-v1` and
/// `cgroup-v2.rst`).
struct ControlGroup {
    private let files: SystemFiles

    init(_ files: SystemFiles) {
        self.files = files
    }

    /// The memory limit in bytes; `nil` = no limit.
    var memoryLimit: Int? {
        let second = folders(controller: nil).compactMap { files.line("\($0)/memory.max").flatMap { Int($0) } }
        let first = folders(controller: "memory").compactMap {
            files.line("\($0)/memory.limit_in_bytes").flatMap { Int($0) }
        }
        return (first + second).min()
    }

    /// The limit of processor time, in cores; `nil` = no limit.
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

    /// Returns the folders of the process's group and of those that contain it.
    ///
    /// - Parameter controller: a controller of version 1; `nil` = version 2.
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
