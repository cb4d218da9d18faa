/// How an engine uses a GPU.
public struct GraphicsSettings: Hashable, Sendable {
    /// The number formats in which a GPU may compute. What a model holds in 8 bits is computed in 8 bits either way.
    public enum Precision: String, CaseIterable, Hashable, Sendable {
        /// Half precision where the GPU is faster with it; boxes may move by a pixel.
        case float16 = "fp16"
        /// 32-bit floats wherever the model isn't quantised.
        case float32 = "fp32"
    }

    public var precision = Precision.float16
    /// Bytes of the GPU's memory that a model may take; nil = as much as it wants.
    public var memoryLimit: Int?
    /// The GPU and its driver, `NVIDIA L4, nvidia 550.54.14`: what was built for one fits no other.
    public var identity = ""

    public init() {}
}
