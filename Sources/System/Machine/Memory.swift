/// The memory, in bytes.
public struct Memory: Hashable, Sendable, Codable {
    /// Of the machine.
    public var total: Int
    /// What the kernel reckons could still be taken.
    public var available: Int
    /// The most that the process's control group may take; nil without a limit.
    public var limit: Int?

    public init(total: Int, available: Int, limit: Int? = nil) {
        self.total = total
        self.available = available
        self.limit = limit
    }

    /// The most that the process could have for itself.
    public var usable: Int { min(available, limit ?? available) }

    static func probe(_ files: SystemFiles) -> Memory {
        let fields = files.fields(of: "proc/meminfo")
        func bytes(_ name: String) -> Int {
            // In units of 1024, whatever "kB" says.
            fields[name]?.split(separator: " ").first.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
        }
        let total = bytes("MemTotal")
        return Memory(
            total: total, available: bytes("MemAvailable"),
            // A group without a limit of its own is given an enormous one.
            limit: ControlGroup(files).memoryLimit.flatMap { $0 < total ? $0 : nil })
    }
}
