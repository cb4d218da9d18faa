/// A monitor of the machine's NVIDIA cards.
public struct GraphicsWatch: Sendable {
    private let library: NVIDIALibrary?

    /// Opens the driver's library. Without it, there are no readings.
    public init() { self.init(library: NVIDIALibrary.usualName) }

    init(library: String) { self.library = NVIDIALibrary(library) }

    /// Whether the library could be opened.
    public var isOpen: Bool { library != nil }

    /// The current state of each card, in the order of CUDA numbers. Reading takes a few milliseconds.
    public var readings: [GraphicsReading] {
        guard let library else { return [] }
        return library.cards().map { index, card in
            let memory = library.memory(of: card)
            return GraphicsReading(
                index: index, name: library.name(of: card) ?? "NVIDIA card", use: library.use(of: card),
                decoderUse: library.decoderUse(of: card), usedMemory: memory?.used, memory: memory?.total,
                temperature: library.temperature(of: card),
                clock: library.clock(of: card), memoryClock: library.clock(of: card, ofMemory: true))
        }
    }
}
