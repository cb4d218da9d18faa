/// The machine as the program sees it.
public struct Machine: Hashable, Sendable, Codable {
    /// The operating system's name and the kernel's version.
    public var system: String
    public var processor: Processor
    public var memory: Memory
    public var graphics: [GraphicsCard]

    public init(system: String, processor: Processor, memory: Memory, graphics: [GraphicsCard]) {
        self.system = system
        self.processor = processor
        self.memory = memory
        self.graphics = graphics
    }

    /// Looks at the machine that the program runs on.
    public static func probe() -> Machine { probe(SystemFiles(), library: NVIDIALibrary.usualName) }

    /// How many threads wanted to run at once, on average over the last minute; 0 where the system does not tell.
    public static var loadAverage: Double {
        SystemFiles().line("proc/loadavg")?.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    /// Looks at what `files` tell of a machine, and NVIDIA's library where there is one.
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
