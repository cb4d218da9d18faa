/// The memory of the machine, in bytes.
public struct Memory: Hashable, Sendable, Codable {
    /// The total memory of the machine.
    public var total: Int
    /// The kernel's estimate of the memory that programs can still use.
    public var available: Int
    /// The memory limit of the process's control group; `nil` = no limit.
    public var limit: Int?

    /// Makes a description of the memory, in bytes.
    public init(total: Int, available: Int, limit: Int? = nil) {
        self.total = total
        self.available = available
        self.limit = limit
    }

    /// The largest amount that the process could use.
    public var usable: Int { min(available, limit ?? available) }

    static func probe(_ files: SystemFiles) -> Memory {
        let fields = files.fields(of: "proc/meminfo")
        func bytes(_ name: String) -> Int {
            // The unit is 1024 bytes, although the file says "kB".
            fields[name]?.split(separator: " ").first.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
        }
        let total = bytes("MemTotal")
        return Memory(
            total: total, available: bytes("MemAvailable"),
            // A group without a limit has an enormous one.
            limit: ControlGroup(files).memoryLimit.flatMap { $0 < total ? $0 : nil })
    }
}
