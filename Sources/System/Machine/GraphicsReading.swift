/// The state of an NVIDIA card at a moment. Values that the driver doesn't report are `nil`.
public struct GraphicsReading: Hashable, Sendable, Codable {
    /// The CUDA number of the card, from 0.
    public var index: Int
    /// The maker's name for the card.
    public var name: String
    /// The share of time in which the card computed, 0 to 1.
    public var use: Double?
    /// The share of time in which the video decoder worked, 0 to 1.
    public var decoderUse: Double?
    /// The memory used by all programs, in bytes.
    public var usedMemory: Int?
    /// The size of the card's memory, in bytes.
    public var memory: Int?
    /// The temperature, in degrees Celsius.
    public var temperature: Int?
    /// The clock of the processors, in megahertz.
    public var clock: Int?
    /// The clock of the memory, in megahertz.
    public var memoryClock: Int?

    /// Makes a reading.
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
