/// A graphics card, whether or not this build can use it.
public struct GraphicsCard: Hashable, Sendable, Codable {
    public enum Maker: String, Hashable, Sendable, Codable {
        case nvidia = "NVIDIA"
        case amd = "AMD"
        case intel = "Intel"
    }

    public var maker: Maker
    /// The maker's name for it.
    public var name: String
    /// Bytes of its own memory; nil where its driver does not tell.
    public var memory: Int?
    /// The driver and its version; nil where none is loaded.
    public var driver: String?

    public init(maker: Maker, name: String, memory: Int?, driver: String?) {
        self.maker = maker
        self.name = name
        self.memory = memory
        self.driver = driver
    }

    /// The cards of this machine.
    public static func probe() -> [GraphicsCard] { probe(SystemFiles(), library: NVIDIALibrary.usualName) }

    /// The cards of this machine as the process found them first: asking NVIDIA's library takes a while.
    public static let known = probe()

    /// NVIDIA's library knows best; what it does not tell, the kernel's lists of devices do.
    /// - Parameter library: NVIDIA's; nil to do without.
    static func probe(_ files: SystemFiles, library: String?) -> [GraphicsCard] {
        let onBus = pciCards(files)
        let told = library.flatMap { NVIDIALibrary.cards(library: $0) }
        let ofKernel = nvidiaCards(files)
        return (told ?? (ofKernel.isEmpty ? onBus.nvidia : ofKernel)) + onBus.filter { $0.maker != .nvidia }
    }
}

extension [GraphicsCard] {
    /// NVIDIA's, in the order of CUDA's numbers.
    public var nvidia: [GraphicsCard] { filter { $0.maker == .nvidia } }
}
