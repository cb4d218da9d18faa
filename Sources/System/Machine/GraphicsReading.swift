/// How an NVIDIA card is at a moment; nil where its driver does not tell.
public struct GraphicsReading: Hashable, Sendable, Codable {
    /// The card's number in CUDA's order, from 0.
    public var index: Int
    public var name: String
    /// The share of the time in which it computed, 0 to 1.
    public var use: Double?
    /// The same of its decoder of video.
    public var decoderUse: Double?
    /// Bytes, of all programs together.
    public var usedMemory: Int?
    public var memory: Int?
    /// Degrees Celsius.
    public var temperature: Int?
    /// Megahertz, of the processors and of the memory.
    public var clock: Int?
    public var memoryClock: Int?

    public init(
        index: Int, name: String, use: Double? = nil, decoderUse: Double? = nil, usedMemory: Int? = nil,
        memory: Int? = nil, temperature: Int? = nil, clock: Int? = nil, memoryClock: Int? = nil
    ) {
        self.index = index
        self.name = name
        self.use = use
        self.decoderUse = decoderUse
        self.usedMemory = usedMemory
        self.memory = memory
        self.temperature = temperature
        self.clock = clock
        self.memoryClock = memoryClock
    }
}
