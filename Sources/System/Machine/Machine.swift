/// The machine that the program runs on.
public struct Machine: Hashable, Sendable, Codable {
    /// The name of the operating system and the version of the kernel.
    public var system: String
    /// The processor.
    public var processor: Processor
    /// The memory.
    public var memory: Memory
    /// The graphics cards.
    public var graphics: [GraphicsCard]

    /// Makes a description of a machine.
    public init(system: String, processor: Processor, memory: Memory, graphics: [GraphicsCard]) {
        self.system = system
        self.processor = processor
        self.memory = memory
        self.graphics = graphics
    }

    /// Returns a description of this machine.
    public static func probe() -> Machine { probe(SystemFiles(), library: NVIDIALibrary.usualName) }

    /// The average number of runnable threads over the last minute; 0 if the system doesn't report it.
    public static var loadAverage: Double {
        SystemFiles().line("proc/loadavg")?.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    /// Returns the machine that `files` and NVIDIA's library describe.
    static func probe(_ files: SystemFiles, library: String?) -> Machine {
        Machine(
            system: system(files), processor: Processor.probe(files), memory: Memory.probe(files),
            graphics: GraphicsCard.probe(files, library: library))
    }

    private static func system(_ files: SystemFiles) -> String {
        let name = files.fields(of: "etc/os-release", separator: "=")["PRETTY_NAME"]
        let kernel = files.line("proc/sys/kernel/osrelease").map { "Linux \($0)" }
        return [name?.filter { $0 != "\"" }, kernel].compactMap(\.self).joined(separator: ", ")
    }
}
