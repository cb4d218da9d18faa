/// A graphics card, whether or not this build can use it.
public struct GraphicsCard: Hashable, Sendable, Codable {
    /// The maker of a card.
    public enum Maker: String, Hashable, Sendable, Codable {
        /// NVIDIA.
        case nvidia = "NVIDIA"
        /// Advanced Micro Devices.
        case amd = "AMD"
        /// Intel.
        case intel = "Intel"
    }

    /// The maker of the card.
    public var maker: Maker
    /// The maker's name for the card.
    public var name: String
    /// The size of the card's own memory in bytes; `nil` if the driver doesn't report it.
    public var memory: Int?
    /// The driver and its version; `nil` if none is loaded.
    public var driver: String?

    /// Makes a description of a card.
    public init(maker: Maker, name: String, memory: Int?, driver: String?) {
        self.maker = maker
        self.name = name
        self.memory = memory
        self.driver = driver
    }

    /// Returns the cards of this machine.
    public static func probe() -> [GraphicsCard] { probe(SystemFiles(), library: NVIDIALibrary.usualName) }

    /// The cards of this machine, read once, because NVIDIA's library takes a while.
    public static let known = probe()

    /// Returns the cards from NVIDIA's library, and those that it doesn't report from the kernel's lists of devices.
    ///
    /// - Parameter library: the name of NVIDIA's library; `nil` = don't use it.
    static func probe(_ files: SystemFiles, library: String?) -> [GraphicsCard] {
        let onBus = pciCards(files)
        let told = library.flatMap { NVIDIALibrary.cards(library: $0) }
        let ofKernel = nvidiaCards(files)
        return (told ?? (ofKernel.isEmpty ? onBus.nvidia : ofKernel)) + onBus.filter { $0.maker != .nvidia }
    }
}

extension [GraphicsCard] {
    /// The NVIDIA cards, in the order of their CUDA numbers.
    public var nvidia: [GraphicsCard] { filter { $0.maker == .nvidia } }
}
